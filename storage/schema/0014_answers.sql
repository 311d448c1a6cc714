-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: answers that come from outside the workspace: packs, replies with their grade, conflicts and rulings; ends of re-grants
-- min-compatible: 12

-- A18, A19: lines that went out to one reviewer. The newest of a person and campaign is the one that may be answered.
CREATE TABLE access_pack (
  id INTEGER PRIMARY KEY,
  campaign_id INTEGER NOT NULL REFERENCES access_campaign (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  form TEXT NOT NULL CHECK (form IN ('sealed', 'xlsx', 'pdf')),
  sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32), -- of the content, which has a nonce
  campaign_digest BLOB NOT NULL CHECK (length(campaign_digest) = 32),
  object_id INTEGER NOT NULL REFERENCES object (id), -- the content: canonical JSON
  lines INTEGER NOT NULL CHECK (lines > 0),
  made_at INTEGER NOT NULL,
  made_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE TRIGGER access_pack_fixed BEFORE UPDATE ON access_pack
BEGIN SELECT RAISE(ABORT, 'packs are never changed'); END;
CREATE TRIGGER access_pack_kept BEFORE DELETE ON access_pack
BEGIN SELECT RAISE(ABORT, 'packs are never deleted'); END;

CREATE TABLE access_reply (
  id INTEGER PRIMARY KEY,
  pack_id INTEGER NOT NULL REFERENCES access_pack (id),
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32), -- of the reply's bytes
  object_id INTEGER NOT NULL REFERENCES object (id),
  file_name TEXT NOT NULL,
  grade TEXT NOT NULL CHECK (grade IN ('not_attested', 'paper_scan', 'email_attested', 'signed_pdf', 'key_signed')),
  counts INTEGER NOT NULL CHECK (counts IN (0, 1)), -- 0: below the policy's grade, waits
  evidence_object INTEGER REFERENCES object (id),  -- the e-mail or the scan
  mail_from TEXT NOT NULL,
  mail_date TEXT NOT NULL,                   -- as its header has it
  received_at INTEGER NOT NULL,
  received_by INTEGER NOT NULL REFERENCES person (id),
  UNIQUE (pack_id, sha256)
) STRICT;
CREATE TRIGGER access_reply_kept BEFORE DELETE ON access_reply
BEGIN SELECT RAISE(ABORT, 'replies are never deleted'); END;

CREATE TABLE access_answer (
  reply_id INTEGER NOT NULL REFERENCES access_reply (id),
  row INTEGER NOT NULL,
  stage INTEGER NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('keep', 'revoke', 'reduce', 'not_mine', 'unsure')),
  code TEXT NOT NULL,
  target TEXT NOT NULL,
  comment TEXT NOT NULL,
  -- taken: is a decision; same: the line was decided so already; conflict: it was decided otherwise, or may not be decided so any
  -- more, and needs a ruling; waiting: the reply does not count yet; ruled_for, ruled_against: by a third person.
  state TEXT NOT NULL CHECK (state IN ('taken', 'same', 'conflict', 'waiting', 'ruled_for', 'ruled_against')),
  stood TEXT NOT NULL,                       -- of a conflict: what stood on the line, or the code of what kept it from being decided
  decision_id INTEGER REFERENCES access_decision (id), -- what was made of it
  ruled_at INTEGER,
  ruled_by INTEGER REFERENCES person (id),
  ruled_why TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (reply_id, row),
  CHECK ((ruled_at IS NULL) = (ruled_by IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER access_answer_kept BEFORE DELETE ON access_answer
BEGIN SELECT RAISE(ABORT, 'answers are never deleted'); END;

-- A15: how a removal that was granted again came to an end: by a new order, or by another person's acceptance.
CREATE TABLE access_regrant (
  removal_id INTEGER PRIMARY KEY REFERENCES access_removal (id),
  kind TEXT NOT NULL CHECK (kind IN ('ordered', 'accepted')),
  successor INTEGER REFERENCES access_removal (id), -- the new order
  why TEXT NOT NULL CHECK (why <> ''),
  asked_at INTEGER NOT NULL,
  asked_by INTEGER NOT NULL REFERENCES person (id),
  approved_at INTEGER,
  approved_by INTEGER REFERENCES person (id),
  CHECK ((kind = 'ordered') = (successor IS NOT NULL)),
  CHECK ((approved_at IS NULL) = (approved_by IS NULL)),
  CHECK (kind = 'accepted' OR approved_by IS NULL),
  CHECK (approved_by IS NULL OR approved_by <> asked_by)
) STRICT;
CREATE TRIGGER access_regrant_kept BEFORE DELETE ON access_regrant
BEGIN SELECT RAISE(ABORT, 'these are never deleted'); END;
