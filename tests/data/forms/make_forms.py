#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills the empty form EMPTY.pdf (of empty_form.py) with other programs:
qpdf, pdftk-java, MuPDF (mutool), PyPDF2 and pikepdf. Run by hand: make_forms.py EMPTY.pdf"""
import json
import os
import shutil
import subprocess
import sys

import pikepdf
import PyPDF2

empty = sys.argv[1]
answers = {
    "line-2-decision": "keep",
    "line-5-decision": "revoke", "line-5-reason": "leaver", "line-5-comment": "gone (since May) \u2013 \u00fcber",
    "line-8-decision": "reduce", "line-8-reason": "excessive", "line-8-target": "View", "line-8-comment": "first\nsecond",
}


def run(*words):
    subprocess.run(words, check=True)


# pdftk-java: FDF in, the whole file written anew.
fdf = "%FDF-1.2\n1 0 obj\n<< /FDF << /Fields [\n"
for name, value in answers.items():
    fdf += "<< /T (%s) /V <FEFF%s> >>\n" % (name, value.encode("utf-16-be").hex())
fdf += "] >> >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
open("answers.fdf", "w").write(fdf)
run("pdftk", empty, "fill_form", "answers.fdf", "output", "pdftk.pdf")
os.remove("answers.fdf")

# qpdf: object streams and a stream of references; linearized.
run("qpdf", "--object-streams=generate", "pdftk.pdf", "qpdf_objects.pdf")
run("qpdf", "--linearize", "--object-streams=disable", "pdftk.pdf", "qpdf_linearized.pdf")
run("qpdf", "--encrypt", "", "owner", "256", "--", "pdftk.pdf", "encrypted.pdf")

# MuPDF: an update behind the file.
script = "var doc = new PDFDocument(scriptArgs[0]);\nvar answers = %s;\n" % json.dumps(answers)
script += """var fields = doc.getTrailer().get("Root").get("AcroForm").get("Fields");
for (var i = 0; i < fields.length; ++i) {
  var field = fields.get(i), name = field.get("T").asString();
  if (answers[name]) field.put("V", doc.newString(answers[name]));
}
doc.save(scriptArgs[1], "incremental");
"""
open("fill.js", "w").write(script)
shutil.copy(empty, "mupdf_update.pdf")
run("mutool", "run", "fill.js", "mupdf_update.pdf", "mupdf_update.pdf")
os.remove("fill.js")

# PyPDF2: its own writer.
reader = PyPDF2.PdfReader(empty)
writer = PyPDF2.PdfWriter()
writer.clone_document_from_reader(reader)
for page in writer.pages:
    writer.update_page_form_field_values(page, answers)
writer.write("pypdf2.pdf")

# pikepdf: the values go to parents, their widgets become kids; packed.
with pikepdf.open(empty) as pdf:
    for field in pdf.Root.AcroForm.Fields:
        name = str(field.T)
        if not name.startswith("line-"):
            continue
        parent = pdf.make_indirect(pikepdf.Dictionary(T=field.T, FT=field.FT, Ff=field.get("/Ff", 0), TU=field.TU, Kids=pikepdf.Array([field])))
        if name in answers:
            parent.V = pikepdf.Name("/" + answers[name]) if name.endswith(("decision", "reason")) else pikepdf.String(answers[name])
        for key in ("/T", "/FT", "/Ff", "/TU"):
            if key in field:
                del field[key]
        field.Parent = parent
        index = [f.objgen for f in pdf.Root.AcroForm.Fields].index(field.objgen)
        pdf.Root.AcroForm.Fields[index] = parent
    pdf.save("parents.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate)

# A form in XFA alone.
with pikepdf.new() as pdf:
    pdf.add_blank_page()
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]), XFA=pdf.make_stream(b"<xdp/>"))
    pdf.save("xfa.pdf")
