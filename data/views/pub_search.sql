-- What the public geocoder may know: rows that hold, and former names of places that still stand.
CREATE VIEW pub_search_division AS
SELECT d.id, d.level, d.kind, n.name, n.romanized, c.code, p.parent_id, d.seat
FROM division d
JOIN division_name n ON n.division_id = d.id AND n.effective_to IS NULL
LEFT JOIN division_code c ON c.division_id = d.id AND c.system = 'nbs' AND c.effective_to IS NULL
LEFT JOIN division_parent p ON p.division_id = d.id AND p.effective_to IS NULL
WHERE d.effective_to IS NULL;

CREATE VIEW pub_search_name AS
SELECT p.id, n.text, n.kind AS name_kind, n.romanized, p.class, p.importance, p.division_id, p.geometry
FROM place p
JOIN place_name n ON n.place_id = p.id AND n.published_from IS NOT NULL
WHERE p.effective_to IS NULL AND (n.effective_to IS NULL OR n.kind = 'former');

CREATE VIEW pub_search_facility AS
SELECT f.id, f.name, f.kind, f.subkind, f.division_id, f.doorplate_id, f.geometry
FROM facility f
WHERE f.effective_to IS NULL AND f.state <> 'closed';

CREATE VIEW pub_search_doorplate AS
SELECT h.id, h.road_id, h.division_id, h.number, h.sub_number, h.geometry
FROM doorplate h
WHERE h.effective_to IS NULL AND h.state = 'in_use';
