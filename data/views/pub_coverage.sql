-- Areas of the five levels: attributes in pub_<level>, boundaries in pub_<level>_edge. An edge whose two sides are the
-- same unit of the level is no boundary of it.
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
SELECT * FROM (
  SELECT e.id,
    (SELECT a.ancestor_id FROM face_division f JOIN pub_division_ancestor a ON a.division_id = f.division_id
     WHERE f.face_id = e.left_face_id AND f.effective_to IS NULL AND a.level = 1) AS left_id,
    (SELECT a.ancestor_id FROM face_division f JOIN pub_division_ancestor a ON a.division_id = f.division_id
     WHERE f.face_id = e.right_face_id AND f.effective_to IS NULL AND a.level = 1) AS right_id,
    e.geometry
  FROM edge e
  WHERE e.effective_to IS NULL) sided
WHERE left_id IS DISTINCT FROM right_id;
CREATE VIEW pub_city_edge AS
SELECT * FROM (
  SELECT e.id,
    (SELECT a.ancestor_id FROM face_division f JOIN pub_division_ancestor a ON a.division_id = f.division_id
     WHERE f.face_id = e.left_face_id AND f.effective_to IS NULL AND a.level = 2) AS left_id,
    (SELECT a.ancestor_id FROM face_division f JOIN pub_division_ancestor a ON a.division_id = f.division_id
     WHERE f.face_id = e.right_face_id AND f.effective_to IS NULL AND a.level = 2) AS right_id,
    e.geometry
  FROM edge e
  WHERE e.effective_to IS NULL) sided
WHERE left_id IS DISTINCT FROM right_id;
CREATE VIEW pub_county_edge AS
SELECT * FROM (
  SELECT e.id,
    (SELECT a.ancestor_id FROM face_division f JOIN pub_division_ancestor a ON a.division_id = f.division_id
     WHERE f.face_id = e.left_face_id AND f.effective_to IS NULL AND a.level = 3) AS left_id,
    (SELECT a.ancestor_id FROM face_division f JOIN pub_division_ancestor a ON a.division_id = f.division_id
     WHERE f.face_id = e.right_face_id AND f.effective_to IS NULL AND a.level = 3) AS right_id,
    e.geometry
  FROM edge e
  WHERE e.effective_to IS NULL) sided
WHERE left_id IS DISTINCT FROM right_id;
CREATE VIEW pub_township_edge AS
SELECT * FROM (
  SELECT e.id,
    (SELECT a.ancestor_id FROM face_division f JOIN pub_division_ancestor a ON a.division_id = f.division_id
     WHERE f.face_id = e.left_face_id AND f.effective_to IS NULL AND a.level = 4) AS left_id,
    (SELECT a.ancestor_id FROM face_division f JOIN pub_division_ancestor a ON a.division_id = f.division_id
     WHERE f.face_id = e.right_face_id AND f.effective_to IS NULL AND a.level = 4) AS right_id,
    e.geometry
  FROM edge e
  WHERE e.effective_to IS NULL) sided
WHERE left_id IS DISTINCT FROM right_id;
CREATE VIEW pub_village_edge AS
SELECT * FROM (
  SELECT e.id,
    (SELECT a.ancestor_id FROM face_division f JOIN pub_division_ancestor a ON a.division_id = f.division_id
     WHERE f.face_id = e.left_face_id AND f.effective_to IS NULL AND a.level = 5) AS left_id,
    (SELECT a.ancestor_id FROM face_division f JOIN pub_division_ancestor a ON a.division_id = f.division_id
     WHERE f.face_id = e.right_face_id AND f.effective_to IS NULL AND a.level = 5) AS right_id,
    e.geometry
  FROM edge e
  WHERE e.effective_to IS NULL) sided
WHERE left_id IS DISTINCT FROM right_id;
