-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: stages, seats, stand-ins and hand-overs of access reviews; scope sheet and contents of roles
-- min-compatible: 9

-- A4, A5. Every review has one to three stages.
CREATE TABLE access_stage (
  campaign_id INTEGER NOT NULL REFERENCES access_campaign (id),
  stage INTEGER NOT NULL CHECK (stage BETWEEN 1 AND 3),
  kind TEXT NOT NULL CHECK (kind IN ('reviewer', 'manager', 'system_owner', 'second_reviewer')),
  lines TEXT NOT NULL CHECK (lines IN ('all', 'privileged')),
  quorum TEXT NOT NULL CHECK (quorum IN ('first', 'all')),
  due_day INTEGER,                           -- last day in time; NULL: none was set
  escalate_to INTEGER REFERENCES person (id),
  escalation TEXT NOT NULL CHECK (escalation IN ('tell', 'take_over')),
  PRIMARY KEY (campaign_id, stage),
  CHECK (escalation = 'tell' OR escalate_to IS NOT NULL),
  CHECK (escalate_to IS NULL OR due_day IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- Who decides on a line at a stage. access_line.reviewer_id is whose turn it is, access_line.decision_id what stands.
CREATE TABLE access_seat (
  campaign_id INTEGER NOT NULL,
  row INTEGER NOT NULL,
  stage INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  decision_id INTEGER REFERENCES access_decision (id), -- the latest of this seat; NULL: none
  reconfirms INTEGER REFERENCES access_decision (id),  -- of a predecessor, which the holder has to decide again
  PRIMARY KEY (campaign_id, row, stage, person_id),
  FOREIGN KEY (campaign_id, row) REFERENCES access_line (campaign_id, row),
  FOREIGN KEY (campaign_id, stage) REFERENCES access_stage (campaign_id, stage)
) STRICT, WITHOUT ROWID;

-- Stage 0: the campaign owner's resolution of a disagreement.
ALTER TABLE access_decision ADD COLUMN stage INTEGER NOT NULL DEFAULT 1 CHECK (stage BETWEEN 0 AND 3);
-- In whose place it was decided; NULL: by the holder of the seat.
ALTER TABLE access_decision ADD COLUMN for_person INTEGER REFERENCES person (id);

CREATE TABLE access_escalation (
  id INTEGER PRIMARY KEY,
  campaign_id INTEGER NOT NULL,
  stage INTEGER NOT NULL,
  due_day INTEGER NOT NULL,
  person_id INTEGER REFERENCES person (id),  -- NULL: nobody was named, the campaign owner alone is told
  kind TEXT NOT NULL CHECK (kind IN ('tell', 'take_over')),
  lines INTEGER NOT NULL,                    -- late when it was escalated
  moved INTEGER NOT NULL,                    -- taken over
  escalated_at INTEGER NOT NULL,
  escalated_by INTEGER NOT NULL REFERENCES person (id),
  FOREIGN KEY (campaign_id, stage) REFERENCES access_stage (campaign_id, stage)
) STRICT;
CREATE TRIGGER access_escalation_fixed BEFORE UPDATE ON access_escalation
BEGIN SELECT RAISE(ABORT, 'escalations are never changed'); END;
CREATE TRIGGER access_escalation_kept BEFORE DELETE ON access_escalation
BEGIN SELECT RAISE(ABORT, 'escalations are never deleted'); END;

-- A21: one person decides in another's place for some days.
CREATE TABLE access_delegation (
  id INTEGER PRIMARY KEY,
  from_person INTEGER NOT NULL REFERENCES person (id),
  to_person INTEGER NOT NULL REFERENCES person (id),
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  subordinate TEXT NOT NULL CHECK (subordinate IN ('yes', 'no', 'unknown')), -- does the stand-in report to who is replaced?
  why TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  asked_by INTEGER NOT NULL REFERENCES person (id),
  approved_at INTEGER,
  approved_by INTEGER REFERENCES person (id),
  ended_at INTEGER,
  ended_by INTEGER REFERENCES person (id),
  CHECK (from_person <> to_person),
  CHECK (first_day <= last_day),
  CHECK ((approved_at IS NULL) = (approved_by IS NULL)),
  CHECK (approved_by IS NULL OR (approved_by <> from_person AND approved_by <> to_person AND approved_by <> asked_by)),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
) STRICT;

-- Every seat, sign-off and escalation that went from one person to another.
CREATE TABLE access_handover (
  id INTEGER PRIMARY KEY,
  campaign_id INTEGER NOT NULL REFERENCES access_campaign (id),
  row INTEGER,                               -- NULL: not of one line
  stage INTEGER NOT NULL CHECK (stage BETWEEN 0 AND 3), -- 0: of the whole campaign
  from_person INTEGER NOT NULL REFERENCES person (id),
  to_person INTEGER REFERENCES person (id),  -- NULL: nobody; the line is an open exception
  cause TEXT NOT NULL CHECK (cause IN ('succession', 'escalation')),
  what TEXT NOT NULL CHECK (what IN ('moved', 'reconfirm', 'stayed', 'exception', 'system_owner', 'escalation')),
  decision_id INTEGER REFERENCES access_decision (id), -- that stood when it was handed over
  at INTEGER NOT NULL,
  by_person INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX access_handover_by_campaign ON access_handover (campaign_id, id);
CREATE TRIGGER access_handover_fixed BEFORE UPDATE ON access_handover
BEGIN SELECT RAISE(ABORT, 'hand-overs are never changed'); END;
CREATE TRIGGER access_handover_kept BEFORE DELETE ON access_handover
BEGIN SELECT RAISE(ABORT, 'hand-overs are never deleted'); END;

-- A22: the systems whose access is reviewed, per quarter.
CREATE TABLE access_scope (
  period_id INTEGER NOT NULL REFERENCES period (id),
  system TEXT NOT NULL CHECK (system <> ''),
  risk TEXT NOT NULL CHECK (risk IN ('low', 'medium', 'high')),
  frequency TEXT NOT NULL CHECK (frequency IN ('quarterly', 'half_yearly', 'yearly')),
  aliases TEXT NOT NULL,                     -- a line each: how other lists call it
  note TEXT NOT NULL,
  set_at INTEGER NOT NULL,
  set_by INTEGER NOT NULL REFERENCES person (id),
  PRIMARY KEY (period_id, system)
) STRICT, WITHOUT ROWID;

CREATE TABLE access_scope_skip (
  id INTEGER PRIMARY KEY,
  period_id INTEGER NOT NULL,
  system TEXT NOT NULL,
  why TEXT NOT NULL CHECK (why <> ''),
  asked_at INTEGER NOT NULL,
  asked_by INTEGER NOT NULL REFERENCES person (id),
  approved_at INTEGER,
  approved_by INTEGER REFERENCES person (id),
  withdrawn_at INTEGER,
  withdrawn_by INTEGER REFERENCES person (id),
  FOREIGN KEY (period_id, system) REFERENCES access_scope (period_id, system),
  CHECK ((approved_at IS NULL) = (approved_by IS NULL)),
  CHECK (approved_by IS NULL OR approved_by <> asked_by),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
) STRICT;

-- Lists that systems are known from besides the sheet; the last of a source and period counts.
CREATE TABLE access_known_list (
  id INTEGER PRIMARY KEY,
  period_id INTEGER NOT NULL REFERENCES period (id),
  source TEXT NOT NULL CHECK (source IN ('sso', 'vendors', 'interfaces')),
  file_name TEXT NOT NULL,
  object_id INTEGER NOT NULL REFERENCES object (id),
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  loaded_at INTEGER NOT NULL,
  loaded_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;

-- What somebody said about a known name: it is a system of the sheet, or none. The last one counts, in later periods, too.
CREATE TABLE access_known_word (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL CHECK (source IN ('sso', 'vendors', 'interfaces')),
  name_key TEXT NOT NULL CHECK (name_key <> ''), -- access::scopeKey
  system TEXT NOT NULL,                      -- '' with a reason: none of the systems in scope
  why TEXT NOT NULL,
  said_at INTEGER NOT NULL,
  said_by INTEGER NOT NULL REFERENCES person (id),
  CHECK (system <> '' OR why <> '')
) STRICT;

CREATE TABLE access_known_name (
  list_id INTEGER NOT NULL REFERENCES access_known_list (id),
  line INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (list_id, line)
) STRICT, WITHOUT ROWID;

-- A22: who answers for a role, and what of it was approved.
CREATE TABLE access_role_owner (
  id INTEGER PRIMARY KEY,
  system TEXT NOT NULL,
  role TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  set_at INTEGER NOT NULL,
  set_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX access_role_owner_by_role ON access_role_owner (system, role, id);

CREATE TABLE access_role_approval (
  id INTEGER PRIMARY KEY,
  system TEXT NOT NULL,
  role TEXT NOT NULL,
  listing_snapshot INTEGER NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32), -- SHA-256 of the body
  body TEXT NOT NULL,                        -- a line each: permission, scope and level between tabulators
  approved_at INTEGER NOT NULL,
  approved_by INTEGER NOT NULL REFERENCES person (id),
  note TEXT NOT NULL
) STRICT;
CREATE INDEX access_role_approval_by_role ON access_role_approval (system, role, id);
CREATE TRIGGER access_role_approval_fixed BEFORE UPDATE ON access_role_approval
BEGIN SELECT RAISE(ABORT, 'approvals are never changed'); END;
CREATE TRIGGER access_role_approval_kept BEFORE DELETE ON access_role_approval
BEGIN SELECT RAISE(ABORT, 'approvals are never deleted'); END;

-- Reviews from before this step have one stage, without a due day, that the first decision closes.
INSERT INTO access_stage SELECT id, 1, 'reviewer', 'all', 'first', NULL, NULL, 'tell' FROM access_campaign;
INSERT INTO access_seat (campaign_id, row, stage, person_id, decision_id)
  SELECT l.campaign_id, l.row, 1, l.reviewer_id, CASE WHEN d.decided_by = l.reviewer_id THEN d.id END
  FROM access_line l LEFT JOIN access_decision d ON d.id = l.decision_id
  WHERE l.reviewer_id IS NOT NULL;
