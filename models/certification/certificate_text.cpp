// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/certification/certificate_text.h"

#include "models/core/text.h"

#include <algorithm>
#include <array>

namespace oxseal::certification {
namespace {

/// Runs of blanks become one; none at either end.
std::string collapsed(std::string_view text)
{
    std::string out;
    bool blank = true;
    for (const char c : text) {
        const bool isBlank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!isBlank)
            out.push_back(c);
        else if (!blank)
            out.push_back(' ');
        blank = isBlank;
    }
    if (!out.empty() && out.back() == ' ')
        out.pop_back();
    return out;
}

void replaceAll(std::string& text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

/// Typographic variants carry no meaning in a certificate.
std::string normalised(std::string text)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kPlain{{{"\u2018", "'"}, {"\u2019", "'"},
        {"\u201c", "\""}, {"\u201d", "\""}, {"\u2013", "-"}, {"\u2014", "-"}, {"\u00a0", " "}, {"\u2011", "-"}}};
    for (const auto& [from, to] : kPlain)
        replaceAll(text, from, to);
    return collapsed(text);
}

std::string filled(std::string text, const Fields& fields)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text[at] == '<' ? text.find('>', at) : std::string::npos;
        if (end != std::string::npos) {
            const auto found = fields.find(text.substr(at + 1, end - at - 1));
            if (found != fields.end()) {
                out += found->second;
                at = end + 1;
                continue;
            }
        }
        out.push_back(text[at++]);
    }
    return out;
}

/// "4", "(a)", "(1)" at the start of a line, or "".
std::string labelOf(std::string_view line)
{
    if (line.size() > 2 && line[0] >= '1' && line[0] <= '9' && line[1] == '.')
        return std::string(1, line[0]);
    if (line.size() > 3 && line[0] == '(' && line[2] == ')'
        && ((line[1] >= 'a' && line[1] <= 'd') || (line[1] >= '1' && line[1] <= '9')))
        return std::string(line.substr(0, 3));
    return {};
}

struct GivenParagraph
{
    std::string id;
    std::string text;
};

/// Cuts a plain text into labelled paragraphs; lines without a label continue the one before.
class Cutter
{
public:
    std::vector<GivenParagraph> cut(const std::string& text)
    {
        for (const auto& raw : split(text, '\n')) {
            const std::string line = normalised(raw);
            if (line.empty())
                continue;
            if (line.rfind("Date:", 0) == 0 || line.rfind("/s/", 0) == 0) {
                ended_ = true;
                continue;
            }
            take(line);
        }
        return std::move(paragraphs_);
    }

private:
    void take(const std::string& line)
    {
        const std::string label = labelOf(line);
        if (!label.empty() && label[0] != '(') {
            number_ = label;
            start(label, line);
        } else if (!label.empty()) {
            const std::string inner(1, label[1]);
            start(inner[0] <= '9' ? inner : number_ + inner, line);
        } else if (line.rfind("I, ", 0) == 0 || line.rfind("In connection with", 0) == 0) {
            start("intro", line);
        } else if (line.rfind("A signed original", 0) == 0) {
            start("retained", line);
        } else if (line[0] == '*') {
            start("instruction", line);
        } else if (paragraphs_.empty()) {
            start("title", line);
        } else if (!ended_) {
            paragraphs_.back().text += " " + line;
        }
    }

    void start(const std::string& id, const std::string& line)
    {
        ended_ = false;
        paragraphs_.push_back({id, line});
    }

    std::vector<GivenParagraph> paragraphs_;
    std::string number_;
    bool ended_ = false;
};

class Linter
{
public:
    Linter(Hasher& hasher, const CertificateTemplate& form, const Fields& fields, const std::set<std::string>& keep)
        : hasher_(hasher), form_(form), fields_(fields), keep_(keep) { }

    std::vector<Finding> lint(const std::string& text)
    {
        given_ = Cutter().cut(text);
        for (const auto& paragraph : form_.paragraphs)
            check(paragraph);
        for (const auto& given : given_) {
            if (given.id == "instruction")
                add("certificate.instruction_printed", "instruction", {});
            else if (given.id == "title")
                checkTitle(given.text);
            else if (used_.count(&given) == 0)
                add("certificate.extra_text", given.id, {beginning(given.text)});
        }
        if (std::none_of(given_.begin(), given_.end(), [](const auto& given) { return given.id == "title"; }))
            add("certificate.wrong_title_line", "title", {});
        return std::move(findings_);
    }

private:
    void add(const char* code, const std::string& paragraph, std::vector<std::string> arguments)
    {
        Finding finding;
        finding.code = code;
        finding.severity = Severity::Critical;
        finding.subject = "certificate:" + form_.id + "/" + paragraph;
        finding.arguments = std::move(arguments);
        finding.arguments.insert(finding.arguments.begin(), paragraph);
        finding.fingerprint = fingerprintOf(hasher_, finding.code, finding.subject, {});
        findings_.push_back(std::move(finding));
    }

    std::string expected(const CertificateTemplate::Paragraph& paragraph, bool withOptions) const
    {
        std::string text;
        for (const auto& part : paragraph.parts) {
            const bool stands = part.optional.empty() || (keep_.count(part.optional) > 0) == withOptions;
            if (stands)
                text += part.text;
        }
        return normalised(filled(text, fields_));
    }

    const GivenParagraph* find(const std::string& id)
    {
        for (const auto& given : given_) {
            if (given.id == id && used_.count(&given) == 0) {
                used_.insert(&given);
                return &given;
            }
        }
        return nullptr;
    }

    void check(const CertificateTemplate::Paragraph& paragraph)
    {
        const bool wanted = paragraph.optional.empty() || keep_.count(paragraph.optional) > 0;
        const auto* given = find(paragraph.id);
        if (given == nullptr) {
            if (wanted)
                add(paragraph.optional == "icfr" ? "certificate.icfr_language_missing" : "certificate.paragraph_omitted",
                    paragraph.id, {});
            return;
        }
        if (!wanted) {
            add(paragraph.optional == "icfr" ? "certificate.icfr_language_unexpected" : "certificate.extra_text",
                paragraph.id, {beginning(given->text)});
            return;
        }
        if (given->text == expected(paragraph, true))
            return;
        explain(paragraph, given->text);
    }

    /// Says which of the usual errors it is; anything else is an altered text.
    void explain(const CertificateTemplate::Paragraph& paragraph, const std::string& given)
    {
        const bool hasIcfrPart = std::any_of(paragraph.parts.begin(), paragraph.parts.end(),
            [](const auto& part) { return part.optional == "icfr"; });
        if (hasIcfrPart && given == expected(paragraph, false)) {
            add(keep_.count("icfr") > 0 ? "certificate.icfr_language_missing" : "certificate.icfr_language_unexpected",
                paragraph.id, {});
            return;
        }
        if (paragraph.id == "intro" && form_.id == "exhibit-31") {
            const std::string start = "I, " + normalised(field("name"));
            if (given.rfind(start + ",", 0) == 0 && given.size() > start.size() + 15)
                add("certificate.title_in_first_line", paragraph.id, {});
            else if (given.rfind(start, 0) != 0)
                add("certificate.wrong_name", paragraph.id, {field("name")});
            else
                add("certificate.text_altered", paragraph.id, {difference(given, expected(paragraph, true))});
            return;
        }
        const bool wrongReport = !field("report").empty() && paragraph.id == "1" && given.find(normalised(field("report"))) == std::string::npos;
        const bool wrongPeriod = !field("period_end").empty() && paragraph.id == "intro"
            && given.find(normalised(field("period_end"))) == std::string::npos;
        if (wrongReport || wrongPeriod)
            add("certificate.wrong_period", paragraph.id, {wrongReport ? field("report") : field("period_end")});
        else
            add("certificate.text_altered", paragraph.id, {difference(given, expected(paragraph, true))});
    }

    void checkTitle(const std::string& given)
    {
        const std::string wanted = normalised(form_.title);
        // "CERTIFICATION" for one officer's paper is as common as the plural of the form.
        const bool singular = wanted == "CERTIFICATIONS" && given == "CERTIFICATION";
        if (given != wanted && !singular)
            add("certificate.wrong_title_line", "title", {beginning(given)});
    }

    std::string field(const std::string& key) const
    {
        const auto found = fields_.find(key);
        return found == fields_.end() ? std::string() : found->second;
    }

    /// A few words around the first difference.
    static std::string difference(const std::string& given, const std::string& wanted)
    {
        std::size_t at = 0;
        while (at < given.size() && at < wanted.size() && given[at] == wanted[at])
            ++at;
        std::size_t from = at > 20 ? at - 20 : 0;
        while (from > 0 && (static_cast<unsigned char>(given[from]) & 0xC0U) == 0x80U)
            --from;
        return given.substr(from, 60);
    }

    Hasher& hasher_;
    const CertificateTemplate& form_;
    const Fields& fields_;
    const std::set<std::string>& keep_;
    std::vector<GivenParagraph> given_;
    std::set<const GivenParagraph*> used_;
    std::vector<Finding> findings_;
};

} // namespace

Result<CertificateTemplate> CertificateTemplate::fromJson(const Json& json)
{
    CertificateTemplate form;
    form.id = json["template"].toString();
    form.version = json["version"].toString();
    form.title = json["title"].toString();
    for (const auto& [option, about] : json["options"].toObject())
        form.options.insert(option);
    for (const auto& line : json["signature"].toArray())
        form.signature.push_back(line.toString());
    for (const auto& row : json["paragraphs"].toArray()) {
        Paragraph paragraph;
        paragraph.id = row["id"].toString();
        paragraph.indent = static_cast<int>(row["indent"].toInteger());
        paragraph.optional = row["optional"].toString();
        for (const auto& part : row["parts"].toArray())
            paragraph.parts.push_back({part["text"].toString(), part["optional"].toString()});
        bool known = paragraph.optional.empty() || form.options.count(paragraph.optional) > 0;
        for (const auto& part : paragraph.parts)
            known = known && !part.text.empty() && (part.optional.empty() || form.options.count(part.optional) > 0);
        if (paragraph.id.empty() || paragraph.parts.empty() || !known)
            return fail(kTemplateInvalid, form.id + "/" + paragraph.id);
        form.paragraphs.push_back(std::move(paragraph));
    }
    if (form.id.empty() || form.version.empty() || form.title.empty() || form.paragraphs.empty() || form.signature.empty())
        return fail(kTemplateInvalid, form.id);
    return form;
}

std::string CertificateText::body() const
{
    std::string text = title;
    for (const auto& paragraph : paragraphs)
        text += "\n" + paragraph.text;
    return text;
}

Result<CertificateText> composeCertificate(
    const CertificateTemplate& form, const Fields& fields, const std::set<std::string>& keep)
{
    for (const auto& [key, value] : fields) {
        if (trimmed(value).empty() || value.find('\n') != std::string::npos)
            return fail(kFieldMissing, form.id, {key});
    }
    CertificateText text;
    text.templateId = form.id;
    text.templateVersion = form.version;
    text.title = form.title;
    for (const auto& paragraph : form.paragraphs) {
        if (!paragraph.optional.empty() && keep.count(paragraph.optional) == 0)
            continue;
        std::string joined;
        for (const auto& part : paragraph.parts) {
            if (part.optional.empty() || keep.count(part.optional) > 0)
                joined += part.text;
        }
        // The check for unfilled fields looks at the form: a value may itself hold angle brackets.
        for (std::size_t at = joined.find('<'); at != std::string::npos; at = joined.find('<', at + 1)) {
            const std::string key = joined.substr(at + 1, joined.find('>', at) - at - 1);
            if (fields.find(key) == fields.end())
                return fail(kFieldMissing, form.id, {key});
        }
        text.paragraphs.push_back({paragraph.id, paragraph.indent, filled(collapsed(joined), fields)});
    }
    for (const auto& line : form.signature)
        text.signature.push_back(filled(line, fields));
    return text;
}

std::string longDate(Day day)
{
    static constexpr std::array<const char*, 12> kMonths{"January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December"};
    const auto ymd = day.ymd();
    return std::string(kMonths[static_cast<unsigned>(ymd.month()) - 1]) + " "
        + std::to_string(static_cast<unsigned>(ymd.day())) + ", " + std::to_string(day.year());
}

std::vector<Finding> lintCertificate(Hasher& hasher, const CertificateTemplate& form, const Fields& fields,
    const std::set<std::string>& keep, const std::string& text)
{
    return Linter(hasher, form, fields, keep).lint(text);
}

} // namespace oxseal::certification
