-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: versions of models and policies, matching runs with their decisions and outcomes, blind samples, scorecards
-- min-compatible: 8
-- A version of a model's data: limits, passes, parameters. Author 0 rows do not exist: author_id is null for what came with Oxseal.
CREATE TABLE model_version (
  id INTEGER PRIMARY KEY,
  model TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  body TEXT NOT NULL,                -- canonical JSON
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  author_id INTEGER REFERENCES person (id),
  at INTEGER NOT NULL,               -- microseconds since 1970-01-01T00:00:00Z
  reason TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
  decided_by INTEGER REFERENCES person (id),
  decided_at INTEGER,
  decision_reason TEXT NOT NULL DEFAULT '',
  UNIQUE (model, version),
  CHECK ((state = 'proposed') = (decided_by IS NULL)),
  CHECK (author_id IS NULL OR decided_by IS NULL OR author_id <> decided_by)
) STRICT;
CREATE TRIGGER model_version_kept BEFORE DELETE ON model_version
BEGIN SELECT RAISE(ABORT, 'versions of models are never deleted'); END;
CREATE TRIGGER model_version_frozen BEFORE UPDATE ON model_version
WHEN OLD.state <> 'proposed' OR NEW.body <> OLD.body OR NEW.sha256 <> OLD.sha256 OR NEW.author_id IS NOT OLD.author_id
BEGIN SELECT RAISE(ABORT, 'a version is decided once and never altered'); END;

-- What people say about a model; the rest of its card is filled by the program.
CREATE TABLE model_card (
  model TEXT PRIMARY KEY,
  owner TEXT NOT NULL,               -- login
  tier TEXT NOT NULL CHECK (tier IN ('low', 'medium', 'high')),
  use_case TEXT NOT NULL,
  fallback TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE match_run (
  id INTEGER PRIMARY KEY,
  recon_id INTEGER NOT NULL REFERENCES reconciliation (id),
  policy_version INTEGER NOT NULL,
  policy_sha256 BLOB NOT NULL CHECK (length(policy_sha256) = 32),
  adopted INTEGER NOT NULL CHECK (adopted IN (0, 1)), -- a person of the company approved that version
  engine TEXT NOT NULL,
  at INTEGER NOT NULL,
  made_by INTEGER NOT NULL REFERENCES person (id),
  record_object INTEGER NOT NULL,
  record_sha256 BLOB NOT NULL CHECK (length(record_sha256) = 32),
  data_sha256 BLOB NOT NULL CHECK (length(data_sha256) = 32),
  model_sha256 BLOB NOT NULL CHECK (length(model_sha256) = 32),
  learnt INTEGER NOT NULL CHECK (learnt IN (0, 1)),   -- 0: too few anchors, the passes alone decided
  anchors INTEGER NOT NULL,
  bank_lines INTEGER NOT NULL,
  book_lines INTEGER NOT NULL,
  disagreements INTEGER NOT NULL,
  lost_per_million INTEGER NOT NULL, -- estimated share of pairs that blocking loses
  stopped TEXT NOT NULL,             -- why no match could stand without a person; '' when it could
  micros INTEGER NOT NULL            -- time the engine took
) STRICT;
CREATE INDEX match_run_of ON match_run (recon_id);
CREATE TRIGGER match_run_kept BEFORE DELETE ON match_run
BEGIN SELECT RAISE(ABORT, 'matching runs are never deleted'); END;

-- What the engine decided about the lines of one group; stays when the group goes.
CREATE TABLE match_decision (
  run_id INTEGER NOT NULL REFERENCES match_run (id),
  number INTEGER NOT NULL,           -- of the group in the record
  group_id INTEGER,                  -- while the group stands
  type TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('auto', 'suggested', 'ambiguous', 'unmatched')),
  rule TEXT NOT NULL,
  learnt INTEGER NOT NULL CHECK (learnt IN (0, 1)),
  probability INTEGER,               -- 32 fraction bits; null where none was stated
  triggers INTEGER NOT NULL,         -- bits of recon::ReviewTrigger
  amount INTEGER NOT NULL,           -- sum of the bank lines, else of the book lines; minor units
  lag INTEGER NOT NULL,              -- bank date - books date in days, 0 for other shapes
  bank TEXT NOT NULL,                -- keys of the lines, joined by ;
  books TEXT NOT NULL,
  record TEXT NOT NULL,              -- canonical JSON, as in the run's record
  sentence TEXT NOT NULL,
  PRIMARY KEY (run_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX match_decision_of_group ON match_decision (group_id) WHERE group_id IS NOT NULL;
CREATE TRIGGER match_decision_kept BEFORE DELETE ON match_decision
BEGIN SELECT RAISE(ABORT, 'decisions of the engine are never deleted'); END;
-- Numbers of groups are used again after the last one goes; a decision must not point at another's group.
CREATE TRIGGER match_decision_freed AFTER DELETE ON recon_group
BEGIN UPDATE match_decision SET group_id = NULL WHERE group_id = OLD.id; END;

-- What a person did with a decision of the engine.
CREATE TABLE match_outcome (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'rejected', 'replaced')),
  bulk INTEGER NOT NULL CHECK (bulk IN (0, 1)),
  person_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  reason_code TEXT NOT NULL,
  reason TEXT NOT NULL,
  FOREIGN KEY (run_id, number) REFERENCES match_decision (run_id, number)
) STRICT;
CREATE INDEX match_outcome_of ON match_outcome (run_id, number);
CREATE TRIGGER match_outcome_kept BEFORE DELETE ON match_outcome
BEGIN SELECT RAISE(ABORT, 'outcomes are never deleted'); END;

-- Who was right, found out later: the ruling on an override.
CREATE TABLE match_ruling (
  outcome_id INTEGER PRIMARY KEY REFERENCES match_outcome (id),
  ruling TEXT NOT NULL CHECK (ruling IN ('engine', 'person', 'neither')),
  person_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;

-- Automatic matches that somebody performs again without seeing what the engine chose.
CREATE TABLE blind_sample (
  id INTEGER PRIMARY KEY,
  period_id INTEGER NOT NULL REFERENCES period (id),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  seed TEXT NOT NULL,
  population INTEGER NOT NULL,
  population_sha256 BLOB NOT NULL CHECK (length(population_sha256) = 32)
) STRICT;
CREATE TABLE blind_item (
  sample_id INTEGER NOT NULL REFERENCES blind_sample (id),
  place INTEGER NOT NULL,
  run_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  answer TEXT,                       -- keys of the book lines chosen, joined by ;, '' = none fits; null = not answered
  agrees INTEGER CHECK (agrees IN (0, 1)),
  person_id INTEGER REFERENCES person (id),
  at INTEGER,
  reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (sample_id, place),
  CHECK ((answer IS NULL) = (agrees IS NULL)),
  FOREIGN KEY (run_id, number) REFERENCES match_decision (run_id, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER blind_item_answered_once BEFORE UPDATE ON blind_item WHEN OLD.answer IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an answer is given once'); END;

CREATE TABLE match_scorecard (
  id INTEGER PRIMARY KEY,
  period_id INTEGER NOT NULL REFERENCES period (id),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  policy_version INTEGER NOT NULL,
  body TEXT NOT NULL,                -- canonical JSON
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  stopped TEXT NOT NULL              -- the first limit that is broken; '' when none
) STRICT;
CREATE TRIGGER match_scorecard_kept BEFORE DELETE ON match_scorecard
BEGIN SELECT RAISE(ABORT, 'scorecards are never deleted'); END;
