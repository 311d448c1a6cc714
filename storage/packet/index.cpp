// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/assemble.h"

#include "storage/texts/texts.h"

#include <QFile>

namespace oxseal {
namespace {

std::string resource(const char* name)
{
    QFile file(QString::fromUtf8(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

std::string escaped(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

void fill(std::string& page, const std::string& place, const std::string& text)
{
    const std::string mark = "{{" + place + "}}";
    for (auto at = page.find(mark); at != std::string::npos; at = page.find(mark, at + text.size()))
        page.replace(at, mark.size(), text);
}

std::string joinedMarks(const Manifest& manifest)
{
    std::string marks;
    for (const auto& mark : manifest.marks)
        marks += (marks.empty() ? "" : " · ") + mark;
    return marks;
}

std::string title(const Manifest& manifest)
{
    return texts::sentence("packet.index_title", {manifest.company, manifest.period});
}

std::string subtitle(const Manifest& manifest)
{
    return texts::sentence("packet.index_subtitle",
        {manifest.sealedAt.iso(), std::to_string(manifest.ledgerSize), manifest.ledgerRoot.hex()});
}

doc::Table table(std::vector<doc::TableColumn> columns) { return {std::move(columns), {}}; }

} // namespace

std::string verifyGuide() { return resource(":/packet/VERIFY.md"); }

std::string indexHtml(const Manifest& manifest)
{
    std::string files;
    for (const auto& file : manifest.files)
        files += "<tr><td><a href=\"" + escaped(file.path) + "\">" + escaped(file.path) + "</a></td><td>" + escaped(file.role)
            + "</td><td class=\"n\">" + std::to_string(file.size) + "</td></tr>\n";
    std::string certificates;
    for (const auto& one : manifest.certificates)
        certificates += "<tr><td>" + escaped(one.office) + "</td><td>" + escaped(one.name) + "</td><td><code>"
            + one.fingerprint.hex() + "</code></td></tr>\n";
    std::string withheld;
    for (const auto& one : manifest.withheld)
        withheld += "<tr><td>" + escaped(one.what) + "</td><td>" + escaped(one.why) + "</td></tr>\n";
    std::string gaps;
    for (const auto& gap : manifest.knownGaps)
        gaps += "<tr><td>" + escaped(gap) + "</td></tr>\n";
    const std::string none = "<tr><td>" + texts::sentence("packet.none_listed") + "</td></tr>\n";

    std::string page = resource(":/packet/index.html");
    fill(page, "title", escaped(title(manifest)));
    fill(page, "subtitle", escaped(subtitle(manifest)));
    fill(page, "marks", escaped(joinedMarks(manifest)));
    fill(page, "withheld", withheld.empty() ? none : withheld);
    fill(page, "gaps", gaps.empty() ? none : gaps);
    fill(page, "certificates", certificates);
    fill(page, "files", files);
    return page;
}

Document indexDocument(const Manifest& manifest)
{
    Document document;
    document.title = title(manifest);
    document.subtitle = subtitle(manifest);
    document.marks = manifest.marks;
    document.footer = manifest.company + " · " + manifest.period;
    document.created = manifest.sealedAt;
    const auto heading = [](const char* id) { return doc::Heading{texts::sentence(id), 1}; };
    const auto label = [](const char* id) { return texts::sentence(id); };

    document.blocks.push_back(doc::Paragraph{texts::sentence("packet.index_how"), doc::Style::Body, 0});
    document.blocks.push_back(heading("packet.index_files"));
    auto files = table({{label("packet.column_file"), doc::Align::Left, 6}, {label("packet.column_role"), doc::Align::Left, 2},
        {label("packet.column_bytes"), doc::Align::Right, 2}});
    for (const auto& file : manifest.files)
        files.rows.push_back({file.path, file.role, std::to_string(file.size)});
    document.blocks.push_back(std::move(files));
    document.blocks.push_back(heading("packet.index_certificates"));
    auto certificates = table({{label("packet.column_office"), doc::Align::Left, 2}, {label("packet.column_name"), doc::Align::Left, 3},
        {label("packet.column_key"), doc::Align::Left, 6}});
    for (const auto& one : manifest.certificates)
        certificates.rows.push_back({one.office, one.name, one.fingerprint.hex()});
    document.blocks.push_back(std::move(certificates));
    document.blocks.push_back(heading("packet.index_withheld"));
    for (const auto& one : manifest.withheld)
        document.blocks.push_back(doc::Paragraph{one.what + ": " + one.why, doc::Style::Body, 0});
    if (manifest.withheld.empty())
        document.blocks.push_back(doc::Paragraph{label("packet.none_listed"), doc::Style::Body, 0});
    document.blocks.push_back(heading("packet.index_gaps"));
    for (const auto& gap : manifest.knownGaps)
        document.blocks.push_back(doc::Paragraph{gap, doc::Style::Body, 0});
    if (manifest.knownGaps.empty())
        document.blocks.push_back(doc::Paragraph{label("packet.none_listed"), doc::Style::Body, 0});
    return document;
}

} // namespace oxseal
