// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/answers/answer_form.h"

#include "models/core/text.h"
#include "storage/answers/answer_cells.h"
#include "storage/answers/review_pack.h"
#include "storage/pdf/pdf_form.h"
#include "storage/texts/texts.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

using access::AnswerSheet;
using access::SheetLine;

constexpr const char* kPackField = "oxseal-pack";
constexpr const char* kReviewField = "oxseal-review";
constexpr std::array kParts{"decision", "reason", "target", "comment"};

std::string words(const char* id, const std::vector<std::string>& arguments = {}) { return texts::sentence(id, arguments); }

std::string fieldName(std::int64_t row, const char* part) { return "line-" + std::to_string(row) + "-" + part; }

/// What the line is, in the words that stand above it.
std::string titleOf(const SheetLine& line) { return words("access.form.line", {std::to_string(line.row), line.account, line.entitlement}); }

/// The same as data, with which the hint of each of its fields begins: what is held against what was sent must not depend on our words.
std::string bindingOf(const SheetLine& line) { return std::to_string(line.row) + ": " + line.account + ", " + line.entitlement + ": "; }

doc::FormCard cardOf(const SheetLine& line)
{
    const auto heads = answerHeads();
    const auto cells = lockedCells(line);
    doc::FormCard card;
    card.title = titleOf(line);
    for (std::size_t at = 2; at < kLockedCells; ++at) {
        if (at != 4 && !cells[at].empty()) // the permission stands in the title
            card.facts.emplace_back(heads[at], cells[at]);
    }
    if (!line.means.empty())
        card.facts.emplace_back(words("access.book.means"), line.means);
    if (!line.source.empty())
        card.facts.emplace_back(words("access.book.source"), line.source);
    const auto field = [&](std::size_t part, int weight, int lines) {
        return doc::Field{fieldName(line.row, kParts[part]), heads[kLockedCells + part], bindingOf(line) + heads[kLockedCells + part], {}, weight, lines};
    };
    doc::Field decision = field(0, 22, 1);
    doc::Field reason = field(1, 42, 1);
    // The empty choice takes an answer back.
    decision.choices = decisionChoices();
    decision.choices.insert(decision.choices.begin(), {"", " "});
    reason.choices = reasonChoices();
    reason.choices.insert(reason.choices.begin(), {"", " "});
    card.rows = {{decision, reason, field(2, 36, 1)}, {field(3, 1, 2)}};
    return card;
}

Result<pdf::Form> formIn(std::string_view bytes)
{
    OXSEAL_TRY(pdf::Document document, pdf::Document::open(bytes));
    OXSEAL_TRY(pdf::Form form, pdf::readForm(document));
    return form;
}

/// Fields by name; a name that comes twice would mean two answers.
Result<std::map<std::string, const pdf::FormField*>> byName(const pdf::Form& form)
{
    std::map<std::string, const pdf::FormField*> out;
    for (const pdf::FormField& field : form.fields) {
        if (!out.emplace(field.name, &field).second)
            return fail(kFormChanged, {}, {beginning(field.name)});
    }
    return out;
}

Result<Digest> packIn(const pdf::Form& form)
{
    OXSEAL_TRY(const auto fields, byName(form));
    const auto found = fields.find(kPackField);
    if (found == fields.end())
        return form.fields.empty() && form.xfa ? fail(kFormXfa) : fail(kFormNotOne);
    const auto digest = Digest::fromHex(found->second->value);
    if (!digest)
        return fail(kFormChanged, {}, {kPackField});
    return *digest;
}

/// Lines whose fields are there but were never sent.
Status nothingForeign(const pdf::Form& form, const AnswerSheet& sheet)
{
    for (const pdf::FormField& field : form.fields) {
        if (field.name.rfind("line-", 0) != 0)
            continue;
        const std::size_t end = field.name.find('-', 5);
        std::int64_t row = 0;
        const std::string number = field.name.substr(5, end == std::string::npos ? end : end - 5);
        if (!parseInteger(number, row) || std::to_string(row) != number || sheet.line(row) == nullptr)
            return fail(access::kAnswerUnknownLine, field.name, {beginning(number)});
        const std::string part = end == std::string::npos ? "" : field.name.substr(end + 1);
        if (std::find(kParts.begin(), kParts.end(), part) == kParts.end())
            return fail(kFormChanged, {}, {beginning(field.name)});
    }
    return {};
}

/// Viewers end lines in three ways.
std::string withLineFeeds(const std::string& text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\r')
            out += text[at];
        else if (at + 1 == text.size() || text[at + 1] != '\n')
            out += '\n';
    }
    return out;
}

} // namespace

Document answerForm(const AnswerSheet& sheet)
{
    const std::string digest = sheetDigest(sheet).hex();
    Document out;
    out.title = words("access.book.title");
    out.subtitle = words("access.book.about", {sheet.company, sheet.system, sheet.period, sheet.asOf.iso()});
    out.created = sheet.madeAt;
    out.footer = words("access.form.footer", {digest});
    out.bound = {{kPackField, digest}, {kReviewField, sheet.campaignDigest}};
    const auto paragraph = [&](const std::string& text, doc::Style style = doc::Style::Body) { out.blocks.emplace_back(doc::Paragraph{text, style, 0}); };
    paragraph(words("access.book.reviewer", {sheet.reviewer}), doc::Style::Strong);
    paragraph(words("access.form.many", {std::to_string(sheet.lines.size())}));
    out.blocks.emplace_back(doc::Heading{words("access.form.how"), 2});
    for (const char* step : {"access.form.how_decide", "access.form.how_reason", "access.form.how_save"})
        paragraph(words(step));
    out.blocks.emplace_back(doc::Heading{words("access.form.back"), 2});
    for (const char* way : {"access.form.back_mail", "access.form.back_signed", "access.form.back_paper"})
        paragraph(words(way, {sheet.login}));
    out.blocks.emplace_back(doc::KeyValues{{{words("access.book.pack"), digest}, {words("access.book.campaign"), sheet.campaignDigest}}, 1});
    out.blocks.emplace_back(doc::Heading{words("access.form.lines"), 1});
    for (const SheetLine& line : sheet.lines)
        out.blocks.emplace_back(cardOf(line));
    out.blocks.emplace_back(doc::Heading{words("access.form.by_hand"), 2});
    out.blocks.emplace_back(doc::SignatureLines{{{sheet.reviewer, words("access.form.by_hand_line"), ""}}});
    return out;
}

Result<Digest> answerFormPack(std::string_view bytes)
{
    OXSEAL_TRY(const pdf::Form form, formIn(bytes));
    return packIn(form);
}

Result<access::AnswerSet> readAnswerForm(std::string_view bytes, const AnswerSheet& sheet)
{
    OXSEAL_TRY(const pdf::Form form, formIn(bytes));
    OXSEAL_TRY(const Digest pack, packIn(form));
    if (pack != sheetDigest(sheet))
        return fail(access::kReplyOtherPack);
    OXSEAL_TRY(const auto fields, byName(form));
    OXSEAL_CHECK(nothingForeign(form, sheet));
    const auto review = fields.find(kReviewField);
    if (review == fields.end())
        return fail(kFormChanged, {}, {kReviewField});
    access::AnswerSet out;
    out.pack = pack.hex();
    out.campaignDigest = review->second->value;
    out.login = sheet.login;
    for (const SheetLine& line : sheet.lines) {
        const std::string binding = bindingOf(line);
        std::array<std::string, kParts.size()> values;
        for (std::size_t part = 0; part < kParts.size(); ++part) {
            const auto found = fields.find(fieldName(line.row, kParts[part]));
            if (found == fields.end())
                return fail(kFormMissing, {}, {std::to_string(line.row)});
            if (found->second->hint.rfind(binding, 0) != 0)
                return fail(kFormChanged, {}, {found->first});
            values[part] = withLineFeeds(found->second->value);
        }
        const AnswerWords answered{values[0], values[1], values[2], values[3]};
        if (answered.blank())
            continue;
        const auto answer = answered.answer(line.row);
        if (!answer)
            return fail(kFormDecision, {}, {std::to_string(line.row), beginning(trimmed(answered.decision))});
        out.answers.push_back(*answer);
    }
    return out;
}

} // namespace oxseal
