-- Areas of the five levels: attributes in pub_<level>, boundaries in pub_<level>_edge. An edge whose two sides are the
-- same unit of the level is no boundary of it. Edges are always read whole, so that the units of the faces are worked
-- out once and not for each edge.
CREATE VIEW pub_province AS
SELECT id, name_id, name, code, level, kind FROM pub_division WHERE level = 1;
CREATE VIEW pub_city AS
SELECT id, name_id, name, code, level, kind FROM pub_division WHERE level = 2;
CREATE VIEW pub_county AS
SELECT id, name_id, name, code, level, kind FROM pub_division WHERE level = 3;
CREATE VIEW pub_township AS
SELECT id, name_id, name, code, level, kind FROM pub_division WHERE level = 4;
CREATE VIEW pub_village AS
SELECT id, name_id, name, code, level, kind FROM pub_division WHERE level = 5;
CREATE VIEW pub_province_edge AS
WITH side AS MATERIALIZED (
  SELECT f.face_id, u.level_1 AS unit_id
  FROM face_division f
  JOIN pub_division_unit u ON u.division_id = f.division_id
  WHERE f.effective_to IS NULL)
SELECT e.id, l.unit_id AS left_id, r.unit_id AS right_id, e.geometry
FROM edge e
LEFT JOIN side l ON l.face_id = e.left_face_id
LEFT JOIN side r ON r.face_id = e.right_face_id
WHERE e.effective_to IS NULL AND l.unit_id IS DISTINCT FROM r.unit_id;
CREATE VIEW pub_city_edge AS
WITH side AS MATERIALIZED (
  SELECT f.face_id, u.level_2 AS unit_id
  FROM face_division f
  JOIN pub_division_unit u ON u.division_id = f.division_id
  WHERE f.effective_to IS NULL)
SELECT e.id, l.unit_id AS left_id, r.unit_id AS right_id, e.geometry
FROM edge e
LEFT JOIN side l ON l.face_id = e.left_face_id
LEFT JOIN side r ON r.face_id = e.right_face_id
WHERE e.effective_to IS NULL AND l.unit_id IS DISTINCT FROM r.unit_id;
CREATE VIEW pub_county_edge AS
WITH side AS MATERIALIZED (
  SELECT f.face_id, u.level_3 AS unit_id
  FROM face_division f
  JOIN pub_division_unit u ON u.division_id = f.division_id
  WHERE f.effective_to IS NULL)
SELECT e.id, l.unit_id AS left_id, r.unit_id AS right_id, e.geometry
FROM edge e
LEFT JOIN side l ON l.face_id = e.left_face_id
LEFT JOIN side r ON r.face_id = e.right_face_id
WHERE e.effective_to IS NULL AND l.unit_id IS DISTINCT FROM r.unit_id;
CREATE VIEW pub_township_edge AS
WITH side AS MATERIALIZED (
  SELECT f.face_id, u.level_4 AS unit_id
  FROM face_division f
  JOIN pub_division_unit u ON u.division_id = f.division_id
  WHERE f.effective_to IS NULL)
SELECT e.id, l.unit_id AS left_id, r.unit_id AS right_id, e.geometry
FROM edge e
LEFT JOIN side l ON l.face_id = e.left_face_id
LEFT JOIN side r ON r.face_id = e.right_face_id
WHERE e.effective_to IS NULL AND l.unit_id IS DISTINCT FROM r.unit_id;
CREATE VIEW pub_village_edge AS
WITH side AS MATERIALIZED (
  SELECT f.face_id, u.level_5 AS unit_id
  FROM face_division f
  JOIN pub_division_unit u ON u.division_id = f.division_id
  WHERE f.effective_to IS NULL)
SELECT e.id, l.unit_id AS left_id, r.unit_id AS right_id, e.geometry
FROM edge e
LEFT JOIN side l ON l.face_id = e.left_face_id
LEFT JOIN side r ON r.face_id = e.right_face_id
WHERE e.effective_to IS NULL AND l.unit_id IS DISTINCT FROM r.unit_id;
