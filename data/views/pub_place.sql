-- Places with a standard name that is published. Streets are lines of their own layer, divisions have their own labels.
CREATE VIEW pub_named_place AS
SELECT p.id, n.id AS name_id, n.text AS name, n.romanized, p.class, p.gb_code, p.division_id, p.importance, p.geometry
FROM place p
JOIN place_name n ON n.place_id = p.id AND n.kind = 'standard' AND n.effective_to IS NULL
  AND n.published_from IS NOT NULL
WHERE p.effective_to IS NULL;

CREATE VIEW pub_place AS
SELECT id, name_id, name, romanized, class, importance, geometry
FROM pub_named_place
WHERE class NOT IN ('street', 'division');

CREATE VIEW pub_road AS
SELECT id, name_id, name, romanized, importance, geometry
FROM pub_named_place
WHERE class = 'street';

-- The road's name only as far as it is published; the number stays on the map without it.
CREATE VIEW pub_doorplate AS
SELECT d.id, d.road_id, d.division_id, d.number, d.sub_number,
  CASE WHEN d.sub_number = 0 THEN CAST(d.number AS TEXT)
       ELSE CAST(d.number AS TEXT) || '-' || CAST(d.sub_number AS TEXT) END AS label,
  n.id AS road_name_id, n.text AS road, d.geometry
FROM doorplate d
LEFT JOIN place_name n ON n.place_id = d.road_id AND n.kind = 'standard' AND n.effective_to IS NULL
  AND n.published_from IS NOT NULL
WHERE d.effective_to IS NULL AND d.state = 'in_use';
