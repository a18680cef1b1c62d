-- Care services that still exist; a suspended one stays on the map with its state.
CREATE VIEW pub_canteen AS
SELECT id, subkind, name, division_id, doorplate_id, phone, state, meals, hours, seats, price_yuan, last_confirmed,
  geometry
FROM facility
WHERE kind = 'canteen' AND effective_to IS NULL AND state <> 'closed';

CREATE VIEW pub_care_institution AS
SELECT id, subkind, name, division_id, doorplate_id, phone, state, nature, grade, beds, beds_in_use, price_yuan,
  last_confirmed, geometry
FROM facility
WHERE kind = 'care_institution' AND effective_to IS NULL AND state <> 'closed';

-- The five-level organisation: level is that of the division it serves.
CREATE VIEW pub_organisation AS
SELECT o.id, o.division_id, o.kind, o.name, o.address, o.phone, d.level, 6 - d.level AS importance, o.seat AS geometry
FROM organisation_unit o
JOIN division d ON d.id = o.division_id
WHERE o.effective_to IS NULL;
