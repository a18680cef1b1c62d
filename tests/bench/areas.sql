WITH side AS (
  SELECT e.geometry, f.division_id FROM edge e JOIN face_division f ON f.face_id = e.left_face_id
  UNION ALL
  SELECT e.geometry, f.division_id FROM edge e JOIN face_division f ON f.face_id = e.right_face_id)
SELECT c.code AS code, n.name AS name, ST_BuildArea(ST_Collect(s.geometry)) AS geometry
FROM division d
JOIN division_code c ON c.division_id = d.id
JOIN division_name n ON n.division_id = d.id
LEFT JOIN side s ON s.division_id = d.id
GROUP BY c.code, n.name
ORDER BY length(c.code) DESC, c.code
