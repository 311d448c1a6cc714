// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/certification_documents.h"

#include "storage/texts/texts.h"

namespace oxseal {

using namespace oxseal::certification;

Document exhibitDocument(
    const CertificateText& text, const ReportVersionRow& report, Instant created, bool demo)
{
    Document document;
    document.title = text.title;
    document.created = created;
    document.footer
        = texts::sentence("certificate.footer", {report.name, std::to_string(report.version), report.sha256.hex()});
    if (demo)
        document.marks.emplace_back("DEMO");
    for (const auto& paragraph : text.paragraphs)
        document.blocks.emplace_back(doc::Paragraph{paragraph.text, doc::Style::Body, paragraph.indent});
    for (const auto& line : text.signature)
        document.blocks.emplace_back(doc::Paragraph{line, doc::Style::Body, 0});
    return document;
}

} // namespace oxseal
