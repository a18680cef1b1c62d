-- Divisions in time, boundaries as lines, the organisation. Dates are 'YYYY-MM-DD'; effective_to is the first day on
-- which the row no longer holds, NULL while it holds.
CREATE TABLE division (
  id BIGINT PRIMARY KEY NOT NULL,
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
  kind TEXT NOT NULL,                 -- vocab/division_kinds.csv
  effective_from TEXT NOT NULL,
  effective_to TEXT
);
-- @geometry division seat POINT
CREATE TABLE division_name (
  id BIGINT PRIMARY KEY NOT NULL,
  division_id BIGINT NOT NULL REFERENCES division (id),
  name TEXT NOT NULL,
  romanized TEXT NOT NULL,
  effective_from TEXT NOT NULL,
  effective_to TEXT
);
CREATE INDEX division_name_division ON division_name (division_id);
CREATE INDEX division_name_name ON division_name (name);
CREATE TABLE division_code (
  division_id BIGINT NOT NULL REFERENCES division (id),
  system TEXT NOT NULL,               -- 'nbs' 统计用区划代码, 'mca' 民政部代码
  code TEXT NOT NULL,                 -- as many digits as its level has: 2 4 6 9 12
  effective_from TEXT NOT NULL,
  effective_to TEXT,
  PRIMARY KEY (system, code, effective_from)
);
CREATE INDEX division_code_division ON division_code (division_id);
CREATE TABLE division_parent (
  division_id BIGINT NOT NULL REFERENCES division (id),
  parent_id BIGINT NOT NULL REFERENCES division (id),
  effective_from TEXT NOT NULL,
  effective_to TEXT,
  PRIMARY KEY (division_id, effective_from)
);
CREATE INDEX division_parent_parent ON division_parent (parent_id);
-- An area of fixed shape. Moving a line ends the faces on both sides and makes new ones.
CREATE TABLE face (
  id BIGINT PRIMARY KEY NOT NULL,
  effective_from TEXT NOT NULL,
  effective_to TEXT
);
-- Whom a face belongs to, at the lowest level that is known; higher levels follow from division_parent.
CREATE TABLE face_division (
  face_id BIGINT NOT NULL REFERENCES face (id),
  division_id BIGINT NOT NULL REFERENCES division (id),
  effective_from TEXT NOT NULL,
  effective_to TEXT,
  PRIMARY KEY (face_id, effective_from)
);
CREATE INDEX face_division_division ON face_division (division_id);
-- The legal object 行政区域界线 between two neighbours.
CREATE TABLE boundary_line (
  id BIGINT PRIMARY KEY NOT NULL,
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
  kind TEXT NOT NULL,                 -- 'between' two units, 'coast', 'outside' of the register
  name TEXT NOT NULL,
  first_division_id BIGINT REFERENCES division (id),
  second_division_id BIGINT REFERENCES division (id),  -- NULL unless kind is 'between'
  status TEXT NOT NULL,               -- 'published', 'unpublished', 'disputed'
  effective_from TEXT NOT NULL,
  effective_to TEXT
);
CREATE TABLE edge (
  id BIGINT PRIMARY KEY NOT NULL,
  left_face_id BIGINT REFERENCES face (id),            -- NULL: sea or outside of the register
  right_face_id BIGINT REFERENCES face (id),
  beyond TEXT NOT NULL,               -- what lies where no face is: '' (faces on both sides), 'coast', 'outside'
  line_id BIGINT REFERENCES boundary_line (id),
  source_crs TEXT NOT NULL,
  method TEXT NOT NULL,
  accuracy_m DOUBLE PRECISION,
  effective_from TEXT NOT NULL,
  effective_to TEXT
);
-- @geometry edge geometry LINESTRING
CREATE INDEX edge_left ON edge (left_face_id);
CREATE INDEX edge_right ON edge (right_face_id);
CREATE TABLE organisation_unit (
  id BIGINT PRIMARY KEY NOT NULL,
  division_id BIGINT NOT NULL REFERENCES division (id),
  kind TEXT NOT NULL,                 -- vocab/organisation_kinds.csv
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  term_number INTEGER,                -- 届
  elected_on TEXT,
  term_ends_on TEXT,
  effective_from TEXT NOT NULL,
  effective_to TEXT
);
-- @geometry organisation_unit seat POINT
CREATE INDEX organisation_unit_division ON organisation_unit (division_id);
