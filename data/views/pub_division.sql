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

CREATE VIEW pub_division_label AS
SELECT id, name_id, name, romanized, code, level, kind, 6 - level AS importance, geometry
FROM pub_division;
