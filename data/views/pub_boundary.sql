-- Every edge once. level: 0 where one side is the sea or outside of the register; else the highest level (1 province to
-- 5 village) whose units differ on its two sides. An edge between two faces of one village is left out. importance
-- grows with the height of the level. status is that of the legal line, '' where the edge belongs to none.
-- Read whole, as the edges of the coverages are.
CREATE VIEW pub_boundary AS
WITH side AS MATERIALIZED (
  SELECT f.face_id, u.level_1, u.level_2, u.level_3, u.level_4, u.level_5
  FROM face_division f
  JOIN pub_division_unit u ON u.division_id = f.division_id
  WHERE f.effective_to IS NULL)
SELECT id, level, 6 - level AS importance, status, geometry FROM (
  SELECT e.id,
    CASE WHEN l.face_id IS NULL OR r.face_id IS NULL THEN 0
         WHEN l.level_1 IS DISTINCT FROM r.level_1 THEN 1
         WHEN l.level_2 IS DISTINCT FROM r.level_2 THEN 2
         WHEN l.level_3 IS DISTINCT FROM r.level_3 THEN 3
         WHEN l.level_4 IS DISTINCT FROM r.level_4 THEN 4
         WHEN l.level_5 IS DISTINCT FROM r.level_5 THEN 5 END AS level,
    COALESCE(b.status, '') AS status, e.geometry
  FROM edge e
  LEFT JOIN side l ON l.face_id = e.left_face_id
  LEFT JOIN side r ON r.face_id = e.right_face_id
  LEFT JOIN boundary_line b ON b.id = e.line_id
  WHERE e.effective_to IS NULL) levelled
WHERE level IS NOT NULL;
