-- Units that hold, with the code that the ministry uses, or else the statistics' code.
CREATE VIEW pub_division AS
SELECT d.id, d.level, d.kind, n.id AS name_id, n.name, n.romanized,
  COALESCE(
    (SELECT c.code FROM division_code c WHERE c.division_id = d.id AND c.system = 'mca' AND c.effective_to IS NULL),
    (SELECT c.code FROM division_code c WHERE c.division_id = d.id AND c.system = 'nbs' AND c.effective_to IS NULL),
    '') AS code,
  d.seat AS geometry
FROM division d
JOIN division_name n ON n.division_id = d.id AND n.effective_to IS NULL
WHERE d.effective_to IS NULL;

-- A unit and all that hold it, itself included, by parent links and never by code; a unit may skip a level. Levels
-- descend from 5 to 1, so four links are the most there are; five plain joins can be asked for one unit at index speed,
-- which a recursive query in a view cannot.
CREATE VIEW pub_division_ancestor AS
SELECT d.id AS division_id, d.level, d.id AS ancestor_id
FROM division d WHERE d.effective_to IS NULL
UNION ALL
SELECT a.division_id, d.level, d.id
FROM division_parent a
JOIN division d ON d.id = a.parent_id AND d.effective_to IS NULL
WHERE a.effective_to IS NULL
UNION ALL
SELECT a.division_id, d.level, d.id
FROM division_parent a
JOIN division_parent b ON b.division_id = a.parent_id AND b.effective_to IS NULL
JOIN division d ON d.id = b.parent_id AND d.effective_to IS NULL
WHERE a.effective_to IS NULL
UNION ALL
SELECT a.division_id, d.level, d.id
FROM division_parent a
JOIN division_parent b ON b.division_id = a.parent_id AND b.effective_to IS NULL
JOIN division_parent c ON c.division_id = b.parent_id AND c.effective_to IS NULL
JOIN division d ON d.id = c.parent_id AND d.effective_to IS NULL
WHERE a.effective_to IS NULL
UNION ALL
SELECT a.division_id, d.level, d.id
FROM division_parent a
JOIN division_parent b ON b.division_id = a.parent_id AND b.effective_to IS NULL
JOIN division_parent c ON c.division_id = b.parent_id AND c.effective_to IS NULL
JOIN division_parent e ON e.division_id = c.parent_id AND e.effective_to IS NULL
JOIN division d ON d.id = e.parent_id AND d.effective_to IS NULL
WHERE a.effective_to IS NULL;

-- The same across: one row a unit, with the unit of each level that holds it, NULL for a level it skips or that lies
-- below it. Both sides of each edge ask for it.
CREATE VIEW pub_division_unit AS
SELECT d0.id AS division_id,
  CASE 1 WHEN d0.level THEN d0.id WHEN d1.level THEN d1.id WHEN d2.level THEN d2.id WHEN d3.level THEN d3.id
    WHEN d4.level THEN d4.id END AS level_1,
  CASE 2 WHEN d0.level THEN d0.id WHEN d1.level THEN d1.id WHEN d2.level THEN d2.id WHEN d3.level THEN d3.id
    WHEN d4.level THEN d4.id END AS level_2,
  CASE 3 WHEN d0.level THEN d0.id WHEN d1.level THEN d1.id WHEN d2.level THEN d2.id WHEN d3.level THEN d3.id
    WHEN d4.level THEN d4.id END AS level_3,
  CASE 4 WHEN d0.level THEN d0.id WHEN d1.level THEN d1.id WHEN d2.level THEN d2.id WHEN d3.level THEN d3.id
    WHEN d4.level THEN d4.id END AS level_4,
  CASE 5 WHEN d0.level THEN d0.id WHEN d1.level THEN d1.id WHEN d2.level THEN d2.id WHEN d3.level THEN d3.id
    WHEN d4.level THEN d4.id END AS level_5
FROM division d0
LEFT JOIN division_parent p1 ON p1.division_id = d0.id AND p1.effective_to IS NULL
LEFT JOIN division d1 ON d1.id = p1.parent_id AND d1.effective_to IS NULL
LEFT JOIN division_parent p2 ON p2.division_id = d1.id AND p2.effective_to IS NULL
LEFT JOIN division d2 ON d2.id = p2.parent_id AND d2.effective_to IS NULL
LEFT JOIN division_parent p3 ON p3.division_id = d2.id AND p3.effective_to IS NULL
LEFT JOIN division d3 ON d3.id = p3.parent_id AND d3.effective_to IS NULL
LEFT JOIN division_parent p4 ON p4.division_id = d3.id AND p4.effective_to IS NULL
LEFT JOIN division d4 ON d4.id = p4.parent_id AND d4.effective_to IS NULL
WHERE d0.effective_to IS NULL;

CREATE VIEW pub_division_label AS
SELECT id, name_id, name, romanized, code, level, kind, 6 - level AS importance, geometry
FROM pub_division;
