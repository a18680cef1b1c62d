-- Place names, doorplates, care services, naming cases.
CREATE TABLE place (
  id BIGINT PRIMARY KEY NOT NULL,
  class TEXT NOT NULL,                -- vocab/place_classes.csv: legal class of 地名管理条例 art. 3
  gb_code TEXT NOT NULL,              -- GB/T 18521-2001, five digits, or ''
  division_id BIGINT NOT NULL REFERENCES division (id),  -- lowest unit that holds it
  importance INTEGER NOT NULL,        -- 0 (lane) to 9 (province): label order on maps
  source_crs TEXT NOT NULL,
  method TEXT NOT NULL,
  accuracy_m DOUBLE PRECISION,
  effective_from TEXT NOT NULL,
  effective_to TEXT
);
-- @geometry place geometry GEOMETRY
CREATE INDEX place_division ON place (division_id);
CREATE TABLE place_name (
  id BIGINT PRIMARY KEY NOT NULL,
  place_id BIGINT NOT NULL REFERENCES place (id),
  text TEXT NOT NULL,
  specific TEXT NOT NULL,             -- 专名
  generic TEXT NOT NULL,              -- 通名
  romanized TEXT NOT NULL,
  sound TEXT NOT NULL,                -- toneless syllables of the specific part, for homophones
  kind TEXT NOT NULL,                 -- 'standard', 'former', 'alias'
  naming_case_id BIGINT,
  effective_from TEXT NOT NULL,
  effective_to TEXT,
  published_from TEXT                 -- first day public doors show it; NULL: not public
);
CREATE INDEX place_name_place ON place_name (place_id);
CREATE INDEX place_name_text ON place_name (text);
CREATE INDEX place_name_sound ON place_name (sound);
CREATE TABLE doorplate (
  id BIGINT PRIMARY KEY NOT NULL,
  road_id BIGINT NOT NULL REFERENCES place (id),
  division_id BIGINT NOT NULL REFERENCES division (id),
  number INTEGER NOT NULL,            -- 90 of 90-1号
  sub_number INTEGER NOT NULL,        -- 1 of 90-1号, 0 if there is none
  state TEXT NOT NULL,                -- 'in_use', 'cancelled'
  effective_from TEXT NOT NULL,
  effective_to TEXT
);
-- @geometry doorplate geometry POINT
CREATE INDEX doorplate_road ON doorplate (road_id, number, sub_number);
CREATE TABLE facility (
  id BIGINT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,                 -- 'canteen', 'care_institution'
  subkind TEXT NOT NULL,              -- vocab/facility_kinds.csv
  name TEXT NOT NULL,
  division_id BIGINT NOT NULL REFERENCES division (id),
  doorplate_id BIGINT REFERENCES doorplate (id),
  phone TEXT NOT NULL,
  state TEXT NOT NULL,                -- 'open', 'suspended', 'closed'
  meals TEXT NOT NULL,                -- canteen: any of '早中晚'
  hours TEXT NOT NULL,                -- '10:30-12:30,16:30-18:00'
  seats INTEGER,                      -- canteen
  price_yuan INTEGER,                 -- canteen: a meal at 60+; institution: a month from
  nature TEXT NOT NULL,               -- institution: 公办 民办 公建民营
  grade INTEGER,                      -- institution: 0 to 5, GB/T 37276-2018
  beds INTEGER,
  beds_in_use INTEGER,
  last_confirmed TEXT NOT NULL,
  effective_from TEXT NOT NULL,
  effective_to TEXT
);
-- @geometry facility geometry POINT
CREATE INDEX facility_division ON facility (division_id);
CREATE TABLE naming_case (
  id BIGINT PRIMARY KEY NOT NULL,
  number TEXT NOT NULL UNIQUE,        -- 受理编号, "浙地名〔2026〕00012号"
  number_year INTEGER NOT NULL,
  number_serial INTEGER NOT NULL,     -- from 1 in each year
  matter TEXT NOT NULL,               -- '命名'
  class TEXT NOT NULL,
  division_id BIGINT NOT NULL REFERENCES division (id),
  name TEXT NOT NULL,
  specific TEXT NOT NULL,
  generic TEXT NOT NULL,
  romanized TEXT NOT NULL,
  meaning TEXT NOT NULL,              -- 含义
  reason TEXT NOT NULL,               -- 理由
  position_text TEXT NOT NULL,        -- 位置描述
  applicant TEXT NOT NULL,
  state TEXT NOT NULL,                -- draft submitted accepted correction reviewing approved rejected
  filing_state TEXT NOT NULL,         -- '' pending sent returned filed
  announcement_state TEXT NOT NULL,   -- '' pending announced
  approver_kind TEXT NOT NULL,        -- '' government civil_affairs department: decides the terms
  approving_body TEXT NOT NULL,
  approval_number TEXT NOT NULL,
  approved_on TEXT,
  filing_due TEXT, filed_on TEXT,
  announcement_due TEXT, announced_on TEXT,
  place_id BIGINT REFERENCES place (id),
  source_crs TEXT NOT NULL,
  method TEXT NOT NULL,
  version INTEGER NOT NULL
);
CREATE UNIQUE INDEX naming_case_serial ON naming_case (number_year, number_serial);
-- @geometry naming_case geometry GEOMETRY
CREATE INDEX naming_case_state ON naming_case (state);
CREATE TABLE naming_case_event (
  case_id BIGINT NOT NULL REFERENCES naming_case (id),
  version INTEGER NOT NULL,           -- of the case after the event
  action TEXT NOT NULL,
  actor TEXT NOT NULL,
  note TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (case_id, version)
);
