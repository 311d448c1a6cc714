-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: intercompany pairs that are no longer laid side by side
-- min-compatible: 13

-- A pair that is no longer laid side by side; what was signed stays.
ALTER TABLE recon_mirror ADD COLUMN retired_at INTEGER;
ALTER TABLE recon_mirror ADD COLUMN retired_by INTEGER REFERENCES person (id);
ALTER TABLE recon_mirror ADD COLUMN retired_because TEXT NOT NULL DEFAULT '';

-- What the signer holds to be the cause of what is unexplained; '' nothing is.
ALTER TABLE recon_mirror_signoff ADD COLUMN category TEXT NOT NULL DEFAULT '';
