-- The ground: settings, permanent numbers, the change log.
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
CREATE TABLE object_counter (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  next_id BIGINT NOT NULL
);
INSERT INTO object_counter (id, next_id) VALUES (1, 1);
CREATE TABLE change_log (
  position BIGINT PRIMARY KEY NOT NULL,
  recorded_at TEXT NOT NULL,
  actor TEXT NOT NULL,
  actor_from TEXT NOT NULL,
  reason TEXT NOT NULL,
  kind TEXT NOT NULL,
  object_id BIGINT NOT NULL,
  last_object_id BIGINT NOT NULL,
  action TEXT NOT NULL,
  before_json TEXT NOT NULL,
  after_json TEXT NOT NULL,
  west DOUBLE PRECISION, south DOUBLE PRECISION, east DOUBLE PRECISION, north DOUBLE PRECISION,
  chain TEXT NOT NULL
);
CREATE INDEX change_log_object ON change_log (object_id);
