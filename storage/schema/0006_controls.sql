-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: controls, their scope, performance and tests, the period checklist, evidence
-- min-compatible: 6
CREATE TABLE control_set (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version TEXT NOT NULL,
  late_after_days INTEGER NOT NULL CHECK (late_after_days >= 0)
) STRICT;

CREATE TABLE control (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  area INTEGER NOT NULL CHECK (area BETWEEN 0 AND 7),
  area_name TEXT NOT NULL,
  objective TEXT NOT NULL,
  description TEXT NOT NULL,
  nature TEXT NOT NULL CHECK (nature IN ('P', 'D', 'PD')),
  means TEXT NOT NULL CHECK (means IN ('M', 'A', 'I')),
  frequency TEXT NOT NULL CHECK (frequency IN ('A', 'S', 'Q', 'M', 'W', 'D', 'X', 'E')),
  coso TEXT NOT NULL,                -- "10 11"
  assertions TEXT NOT NULL,          -- "EO AV"
  evidence TEXT NOT NULL,
  test TEXT NOT NULL,
  is_key INTEGER NOT NULL DEFAULT 1 CHECK (is_key IN (0, 1)),
  owner_id INTEGER REFERENCES person (id)
) STRICT;

CREATE TABLE control_scope (
  control_id INTEGER NOT NULL REFERENCES control (id),
  entity_id INTEGER NOT NULL,        -- 0: the group
  applicable INTEGER NOT NULL CHECK (applicable IN (0, 1)),
  because TEXT NOT NULL,
  PRIMARY KEY (control_id, entity_id),
  CHECK (applicable = 1 OR because <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE control_performance (
  id INTEGER PRIMARY KEY,
  control_id INTEGER NOT NULL REFERENCES control (id),
  period_id INTEGER NOT NULL REFERENCES period (id),
  entity_id INTEGER NOT NULL,
  performed_on INTEGER NOT NULL,
  performer_id INTEGER NOT NULL REFERENCES person (id),
  exception INTEGER NOT NULL CHECK (exception IN (0, 1)),
  note TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX control_performance_by_period ON control_performance (period_id, control_id);

CREATE TABLE control_test (
  id INTEGER PRIMARY KEY,
  control_id INTEGER NOT NULL REFERENCES control (id),
  period_id INTEGER NOT NULL REFERENCES period (id),
  entity_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('design', 'operating')),
  outcome TEXT NOT NULL CHECK (outcome IN ('pass', 'fail')),
  tested_on INTEGER NOT NULL,
  tester_id INTEGER NOT NULL REFERENCES person (id),
  sample INTEGER NOT NULL CHECK (sample > 0),
  exceptions INTEGER NOT NULL CHECK (exceptions >= 0),
  note TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX control_test_by_period ON control_test (period_id, control_id);

CREATE TABLE checklist_item (
  code TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  area INTEGER NOT NULL CHECK (area BETWEEN 1 AND 7),
  question TEXT NOT NULL,
  evidence TEXT NOT NULL,
  controls TEXT NOT NULL             -- "AM-04 AM-05"
) STRICT;

-- Answers are never changed: the last one of an item in a period counts.
CREATE TABLE checklist_answer (
  id INTEGER PRIMARY KEY,
  period_id INTEGER NOT NULL REFERENCES period (id),
  item_code TEXT NOT NULL REFERENCES checklist_item (code),
  answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'na')),
  because TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  at TEXT NOT NULL,
  CHECK (answer = 'yes' OR because <> '')
) STRICT;
CREATE INDEX checklist_answer_by_period ON checklist_answer (period_id, item_code);

CREATE TABLE evidence (
  id INTEGER PRIMARY KEY,
  object_id INTEGER NOT NULL REFERENCES object (id),
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  size INTEGER NOT NULL CHECK (size >= 0),
  name TEXT NOT NULL,
  subject TEXT NOT NULL,             -- "control:AM-04", "checklist:1.2", "matter:<fingerprint>" …
  period_id INTEGER NOT NULL REFERENCES period (id),
  entity_id INTEGER NOT NULL,
  effective_day INTEGER NOT NULL,
  received_day INTEGER NOT NULL,
  attested_day INTEGER,
  attached_by INTEGER NOT NULL REFERENCES person (id),
  attached_at TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_by_period ON evidence (period_id, subject);

CREATE TRIGGER evidence_fixed BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is never changed'); END;
CREATE TRIGGER evidence_kept BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is disposed of by its retention class only'); END;
CREATE TRIGGER control_test_fixed BEFORE UPDATE ON control_test
BEGIN SELECT RAISE(ABORT, 'test results are never changed'); END;
CREATE TRIGGER control_performance_fixed BEFORE UPDATE ON control_performance
BEGIN SELECT RAISE(ABORT, 'performances are never changed'); END;
CREATE TRIGGER checklist_answer_fixed BEFORE UPDATE ON checklist_answer
BEGIN SELECT RAISE(ABORT, 'answers are never changed'); END;
