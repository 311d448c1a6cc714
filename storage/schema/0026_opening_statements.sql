-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: signatures on the opening statement of an account's first period
-- min-compatible: 18

-- What is signed: the balances and open items that the first reconciliation of an account starts from, by the digest of their record.
-- A later change of either makes the signatures void by itself.
CREATE TABLE recon_opening_signoff (
  id INTEGER PRIMARY KEY,
  recon_id INTEGER NOT NULL REFERENCES reconciliation (id),
  duty TEXT NOT NULL CHECK (duty IN ('preparer', 'reviewer')),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  note TEXT NOT NULL CHECK (note <> ''),
  signed_at INTEGER NOT NULL,        -- microseconds since 1970-01-01T00:00:00Z
  signed_by INTEGER NOT NULL REFERENCES person (id),
  support_name TEXT NOT NULL,        -- file that the preparer showed; '' none
  support_object INTEGER,
  support_sha256 BLOB CHECK (length(support_sha256) = 32),
  CHECK ((support_name = '') = (support_object IS NULL) AND (support_object IS NULL) = (support_sha256 IS NULL))
) STRICT;
CREATE INDEX recon_opening_signoff_of ON recon_opening_signoff (recon_id);
CREATE TRIGGER recon_opening_signoff_fixed BEFORE UPDATE ON recon_opening_signoff
BEGIN SELECT RAISE(ABORT, 'signatures are never altered'); END;
CREATE TRIGGER recon_opening_signoff_kept BEFORE DELETE ON recon_opening_signoff
BEGIN SELECT RAISE(ABORT, 'signatures are never deleted'); END;
-- Whoever prepared it cannot review it: the rule stands in the data too.
CREATE TRIGGER recon_opening_signoff_two_people BEFORE INSERT ON recon_opening_signoff
WHEN NEW.duty = 'reviewer' AND (NOT EXISTS (SELECT 1 FROM recon_opening_signoff p WHERE p.recon_id = NEW.recon_id AND p.duty = 'preparer'
    AND p.digest = NEW.digest)
  OR EXISTS (SELECT 1 FROM recon_opening_signoff p WHERE p.recon_id = NEW.recon_id AND p.duty = 'preparer' AND p.digest = NEW.digest
    AND p.signed_by = NEW.signed_by))
BEGIN SELECT RAISE(ABORT, 'the reviewer must be another person than the preparer'); END;
