#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes hybrid.pdf as word processors do: one page, a table of cross-references for old programs, and behind it an empty table with a
stream beside it (/XRefStm) that alone knows the form and the list of its fields, which lie packed in an object stream (ISO 32000-1,
7.5.8.4)."""
import zlib

out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
at = {}


def put(number, body):
    at[number] = len(out)
    out.extend(b"%d 0 obj\n" % number + body + b"\nendobj\n")


content = b"BT /F1 18 Tf 60 700 Td (Hybrid) Tj ET"
put(1, b"<< /Type /Catalog /Pages 2 0 R % a remark >> /Pages 9 0 R\n /AcroForm 7 0 R >>")
put(2, b"<< /Type /Pages /Kids 10 0 R /Count 1 >>")
put(3, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
put(4, b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream")
put(5, b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
put(10, b"[3 0 R]")
packed = [(7, b"<< /Fields 8 0 R /SigFlags 1 >>"), (8, b"[]")]
head, body = b"", b""
for number, text in packed:
    head += b"%d %d " % (number, len(body))
    body += text + b"\n"
data = zlib.compress(head + body)
put(6, b"<< /Type /ObjStm /N 2 /First %d /Filter /FlateDecode /Length %d >>\nstream\n" % (len(head), len(data)) + data + b"\nendstream")
# Only what the table hides stands in the stream.
rows = bytes([2, 0, 6, 0]) + bytes([2, 0, 6, 1])
stream = len(out)
out.extend(b"9 0 obj\n<< /Type /XRef /Size 11 /W [1 2 1] /Index [7 2] /Root 1 0 R /Length %d >>\nstream\n" % len(rows) + rows + b"\nendstream\nendobj\n")
at[9] = stream
table = len(out)
out.extend(b"xref\n0 11\n0000000007 65535 f \n")
for number in range(1, 11):
    if number in at:
        out.extend(b"%010d 00000 n \n" % at[number])
    else:
        out.extend(b"%010d 00000 f \n" % (8 if number == 7 else 0))
trailer = b"trailer\n<< /Size 11 /Root 1 0 R%s /ID [<30313233343536373839616263646566> <30313233343536373839616263646566>] >>\nstartxref\n%d\n%%%%EOF\n"
out.extend(trailer % (b"", table))
second = len(out)
out.extend(b"xref\n0 0\n" + trailer % (b" /Prev %d /XRefStm %d" % (table, stream), second))
open("hybrid.pdf", "wb").write(bytes(out))
