-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: amendments of access reviews, look-backs at leavers' accounts, intercompany accounts laid side by side
-- min-compatible: 13

-- A later or corrected extract enters a review as an amendment: a review of what differs, tied to the one it amends (A1).
ALTER TABLE access_campaign ADD COLUMN amends INTEGER REFERENCES access_campaign (id);
ALTER TABLE access_campaign ADD COLUMN amend_reason TEXT NOT NULL DEFAULT '';

-- What was found out about an account that outlived its worker (A13). The newest entry counts.
CREATE TABLE access_look_back (
  id INTEGER PRIMARY KEY,
  campaign_id INTEGER NOT NULL REFERENCES access_campaign (id),
  account TEXT NOT NULL,
  conclusion TEXT NOT NULL CHECK (conclusion IN ('not_used', 'authorised', 'no_effect', 'effect')),
  explanation TEXT NOT NULL CHECK (explanation <> ''),
  evidence_object INTEGER,
  evidence_name TEXT NOT NULL DEFAULT '',
  uses INTEGER NOT NULL,                     -- acts after leaving that the activity logs showed
  lag_days INTEGER NOT NULL,                 -- from the last day to the removal, or to the listing that still had it
  concluded_at INTEGER NOT NULL,             -- microseconds since 1970-01-01T00:00:00Z
  concluded_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX access_look_back_of ON access_look_back (campaign_id, account);
CREATE TRIGGER access_look_back_fixed BEFORE UPDATE ON access_look_back
BEGIN SELECT RAISE(ABORT, 'a look-back is followed by another, never altered'); END;
CREATE TRIGGER access_look_back_kept BEFORE DELETE ON access_look_back
BEGIN SELECT RAISE(ABORT, 'a look-back is followed by another, never deleted'); END;

-- Two accounts of two entities that mirror each other: what one claims the other owes (intercompany).
CREATE TABLE recon_mirror (
  id INTEGER PRIMARY KEY,
  first_entity TEXT NOT NULL,
  first_account TEXT NOT NULL,
  second_entity TEXT NOT NULL,
  second_account TEXT NOT NULL,
  transit_days INTEGER NOT NULL CHECK (transit_days >= 0),
  window_days INTEGER NOT NULL CHECK (window_days >= 0),
  rate_margin INTEGER NOT NULL CHECK (rate_margin BETWEEN 0 AND 1000), -- thousandths
  because TEXT NOT NULL CHECK (because <> ''), -- what stands on them
  made_at INTEGER NOT NULL,
  made_by INTEGER NOT NULL REFERENCES person (id),
  CHECK (first_entity <> second_entity),
  UNIQUE (first_entity, first_account, second_entity, second_account)
) STRICT;

-- Closing rates as somebody stated them, with their source and day; the newest counts.
CREATE TABLE fx_rate (
  id INTEGER PRIMARY KEY,
  period_id INTEGER NOT NULL REFERENCES period (id),
  in_currency TEXT NOT NULL,                 -- so many units of this
  of_currency TEXT NOT NULL,                 -- for one of that
  rate TEXT NOT NULL,                        -- decimal, as stated
  day INTEGER NOT NULL,                      -- days since 1970-01-01
  source TEXT NOT NULL CHECK (source <> ''),
  stated_at INTEGER NOT NULL,
  stated_by INTEGER NOT NULL REFERENCES person (id),
  CHECK (in_currency <> of_currency)
) STRICT;
CREATE TRIGGER fx_rate_fixed BEFORE UPDATE ON fx_rate
BEGIN SELECT RAISE(ABORT, 'a rate is followed by another, never altered'); END;
CREATE TRIGGER fx_rate_kept BEFORE DELETE ON fx_rate
BEGIN SELECT RAISE(ABORT, 'a rate is followed by another, never deleted'); END;

-- Signatures on a mirror as it stood: the digest is over its figures, so that a later import or rate makes them void by itself.
CREATE TABLE recon_mirror_signoff (
  id INTEGER PRIMARY KEY,
  mirror_id INTEGER NOT NULL REFERENCES recon_mirror (id),
  period_id INTEGER NOT NULL REFERENCES period (id),
  duty TEXT NOT NULL CHECK (duty IN ('preparer', 'reviewer')),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  note TEXT NOT NULL CHECK (note <> ''),
  signed_at INTEGER NOT NULL,
  signed_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX recon_mirror_signoff_of ON recon_mirror_signoff (mirror_id, period_id);
CREATE TRIGGER recon_mirror_signoff_fixed BEFORE UPDATE ON recon_mirror_signoff
BEGIN SELECT RAISE(ABORT, 'signatures are never altered'); END;
CREATE TRIGGER recon_mirror_signoff_kept BEFORE DELETE ON recon_mirror_signoff
BEGIN SELECT RAISE(ABORT, 'signatures are never deleted'); END;
