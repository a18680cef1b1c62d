-- Every edge once. level: 0 where one side is the sea or outside of the register; else the highest level (1 province to
-- 5 village) whose units differ on its two sides, NULL if none does, as between two faces of one village; importance
-- grows with the height of the level. status is that of the legal line, '' where the edge belongs to none.
CREATE VIEW pub_boundary AS
SELECT id, level, 6 - level AS importance, status, geometry FROM (
  SELECT e.id,
    CASE WHEN e.left_face_id IS NULL OR e.right_face_id IS NULL THEN 0 ELSE
      (SELECT MIN(l.level)
       FROM face_division lf
       JOIN pub_division_ancestor l ON l.division_id = lf.division_id
       JOIN face_division rf ON rf.face_id = e.right_face_id AND rf.effective_to IS NULL
       WHERE lf.face_id = e.left_face_id AND lf.effective_to IS NULL
         AND NOT EXISTS (SELECT 1 FROM pub_division_ancestor r
                         WHERE r.division_id = rf.division_id AND r.ancestor_id = l.ancestor_id)) END AS level,
    COALESCE((SELECT b.status FROM boundary_line b WHERE b.id = e.line_id), '') AS status,
    e.geometry
  FROM edge e
  WHERE e.effective_to IS NULL) levelled
WHERE level IS NOT NULL;
