#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes EMPTY.pdf: the fields of storage/FORMATS.md §10 for the sheet of tst_answer_form.cpp over a page that Qt drew
(../signing/report.pdf), without any code of Oxseal. Run by hand: empty_form.py EMPTY.pdf"""
import hashlib
import json
import os
import re
import sys

LINES = [(2, "user2", "Clerk / Bills (Full)"), (5, "m\u00fcller (old)", "Clerk / Bills (Full)"), (8, "user8", "A & B <Full> \\x (y")]
sheet = {
    "format": "oxseal-review-pack", "v": 1, "workspace": "000102030405060708090a0b0c0d0e0f", "company": "Acme Corp", "campaign": 3,
    "campaign_digest": "a" * 64, "system": "ERP", "period": "2026-Q3", "entity": "", "as_of": "2026-09-30", "login": "rita",
    "reviewer": "Rita Nov\u00e1k", "made_at": "2026-10-01T08:00:00.000000Z", "nonce": "0" * 32, "reply_key": "07" * 32,
    "lines": [{"row": row, "stage": 1, "said": 0, "account": account, "name": "Account %d" % row, "subject": "", "person": "Jo Doe, Clerk, Finance",
               "entitlement": entitlement, "flags": ["privileged", "stale"], "unknown": [], "last_used": "2026-09-20", "peers": "3/12",
               "earlier": "", "conflicts": []} for row, account, entitlement in LINES],
}
digest = hashlib.sha256(json.dumps(sheet, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()
DECISIONS = ["", "keep", "revoke", "reduce", "not_mine", "unsure"]
REASONS = ["", "leaver", "not_needed", "moved", "unused", "duties", "unknown_account", "excessive", "other_manager", "other_system", "ask_owner",
           "ask_person", "unclear_permission"]

pdf = open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../signing/report.pdf"), "rb").read()
start = int(pdf[pdf.rindex(b"startxref") + 9:].split()[0])
trailer = pdf[pdf.rindex(b"trailer") + 7:pdf.rindex(b"startxref")].strip()
new = {}


def old(number):
    place = [found for found in re.finditer(rb"(?:^|\n)%d 0 obj\n?" % number, pdf)][-1].end()
    return pdf[place:pdf.index(b"endobj", place)].strip()


def put(body):
    number = int(re.search(rb"/Size (\d+)", trailer).group(1)) + len([n for n in new if n >= first])
    new[number] = body
    return number


def text(words):
    if all(0x20 <= ord(c) < 0x7F for c in words):
        return "(" + re.sub(r"([\\()])", r"\\\1", words) + ")"
    return "<feff" + words.encode("utf-16-be").hex() + ">"


first = int(re.search(rb"/Size (\d+)", trailer).group(1))
root = int(re.search(rb"/Root (\d+)", trailer).group(1))
pages = int(re.search(rb"/Pages (\d+)", old(root)).group(1))
page = int(re.search(rb"/Kids\s*\[\s*(\d+)", old(pages)).group(1))
annotations = int(re.search(rb"/Annots (\d+) 0 R", old(page)).group(1))
font = put("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
look = put("<< /Type /XObject /Subtype /Form /BBox [0 0 100 15] /Resources << /Font << /Helv %d 0 R >> >> /Length 11 >>\nstream\n/Tx BMC\nEMC\nendstream" % font)
choices = {part: put("[" + "".join("[%s %s]" % (text(one), text(one.title() or " ")) for one in values) + "]")
           for part, values in (("decision", DECISIONS), ("reason", REASONS))}
fields = [put("<< /Type /Annot /Subtype /Widget /FT /Tx /T %s /Ff 1 /P %d 0 R /F 2 /Rect [0 0 0 0] /V %s >>" % (text(name), page, text(value)))
          for name, value in (("oxseal-pack", digest), ("oxseal-review", sheet["campaign_digest"]))]
y = 700
for row, account, entitlement in LINES:
    for part in ("decision", "reason", "target", "comment"):
        y -= 20
        kind = "/FT /Ch /Ff 131072 /Opt %d 0 R" % choices[part] if part in choices else "/FT /Tx /Ff %d /MaxLen 2000" % (4096 if part == "comment" else 0)
        fields.append(put("<< /Type /Annot /Subtype /Widget %s /T %s /TU %s /P %d 0 R /F 4 /Rect [50 %d 150 %d] /DA (/Helv 9 Tf 0 g) /AP << /N %d 0 R >> >>" % (
            kind, text("line-%d-%s" % (row, part)), text("%d: %s, %s: %s" % (row, account, entitlement, part.title())), page, y, y + 15, look)))
all_fields = "[" + " ".join("%d 0 R" % one for one in fields) + "]"
form = put("<< /Fields %s /NeedAppearances true /DR << /Font << /Helv %d 0 R >> >> /DA (/Helv 9 Tf 0 g) >>" % (all_fields, font))
new[root] = old(root).decode("latin-1")[:-2] + "/AcroForm %d 0 R\n>>" % form
new[annotations] = all_fields
out = pdf if pdf.endswith(b"\n") else pdf + b"\n"
table = b"xref\n"
for number in sorted(new):
    table += b"%d 1\n%010d 00000 n \n" % (number, len(out))
    out += b"%d 0 obj\n%s\nendobj\n" % (number, new[number].encode("latin-1"))
trailer = re.sub(rb"/Size \d+", b"/Size %d" % (max(new) + 1), trailer)[:-2] + b"/Prev %d\n>>" % start
out += table + b"trailer\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % len(out)
open(sys.argv[1], "wb").write(out)
print(digest)
