-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: reviews of what administrators did, by somebody else
-- min-compatible: 19

-- Each covers the acts from the first to the last number; the digest is over the leaves of those acts in the ledger's tree.
CREATE TABLE administrator_review (
  id INTEGER PRIMARY KEY,
  period_id INTEGER NOT NULL REFERENCES period (id), -- for which it was asked
  first_seq INTEGER NOT NULL REFERENCES ledger_entry (seq),
  last_seq INTEGER NOT NULL REFERENCES ledger_entry (seq),
  acts INTEGER NOT NULL CHECK (acts > 0),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  note TEXT NOT NULL CHECK (note <> ''),
  signed_at INTEGER NOT NULL,                -- microseconds since 1970-01-01T00:00:00Z
  signed_by INTEGER NOT NULL REFERENCES person (id),
  CHECK (first_seq <= last_seq)
) STRICT;
CREATE TRIGGER administrator_review_fixed BEFORE UPDATE ON administrator_review
BEGIN SELECT RAISE(ABORT, 'reviews are followed by others, never altered'); END;
CREATE TRIGGER administrator_review_kept BEFORE DELETE ON administrator_review
BEGIN SELECT RAISE(ABORT, 'reviews are followed by others, never deleted'); END;

-- Acts the reviewer did not find in order, and why not.
CREATE TABLE administrator_review_question (
  review_id INTEGER NOT NULL REFERENCES administrator_review (id),
  seq INTEGER NOT NULL REFERENCES ledger_entry (seq),
  what TEXT NOT NULL CHECK (what <> ''),
  PRIMARY KEY (review_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER administrator_review_question_fixed BEFORE UPDATE ON administrator_review_question
BEGIN SELECT RAISE(ABORT, 'reviews are followed by others, never altered'); END;
CREATE TRIGGER administrator_review_question_kept BEFORE DELETE ON administrator_review_question
BEGIN SELECT RAISE(ABORT, 'reviews are followed by others, never deleted'); END;

CREATE INDEX ledger_entry_administrator ON ledger_entry (seq) WHERE role = 'administrator';
