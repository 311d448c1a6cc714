// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/answer_sheet.h"

#include <algorithm>
#include <array>
#include <set>

namespace oxseal::access {
namespace {

constexpr std::array kGrades{Grade::NotAttested, Grade::PaperScan, Grade::EmailAttested, Grade::SignedPdf, Grade::KeySigned};
constexpr std::array kStates{AnswerState::Taken, AnswerState::Same, AnswerState::Conflict, AnswerState::Waiting, AnswerState::RuledFor, AnswerState::RuledAgainst};

/// Longest text in a sheet or an answer: what comes from outside is bounded.
constexpr std::size_t kLongest = 20'000;
constexpr std::size_t kMostLines = 100'000;

template <class T>
std::optional<T> named(std::span<const T> all, std::string_view text) noexcept
{
    for (const T one : all) {
        if (text == name(one))
            return one;
    }
    return std::nullopt;
}

Json textsJson(const std::vector<std::string>& texts)
{
    Json::Array out;
    for (const std::string& text : texts)
        out.emplace_back(text);
    return out;
}

/// Collects the first complaint, so that reading stays a plain list of members.
class Members
{
public:
    /// `may`: members that may be missing; what they hold is never empty.
    Members(const Json& json, std::string path, std::initializer_list<const char*> names, std::initializer_list<const char*> may = {})
        : json_(json), path_(std::move(path))
    {
        const auto there = std::count_if(may.begin(), may.end(), [&](const char* name) { return json.contains(name); });
        if (!json.isObject() || json.toObject().size() != names.size() + static_cast<std::size_t>(there))
            complaint_ = path_.empty() ? "/" : path_;
        for (const char* name : names) {
            if (!json.contains(name))
                refuse(name);
        }
    }
    std::string text(const char* member)
    {
        const Json& value = json_[member];
        if (!value.isString() || value.toString().size() > kLongest)
            refuse(member);
        return value.toString();
    }
    std::int64_t number(const char* member, std::int64_t least)
    {
        const Json& value = json_[member];
        if (!value.isInteger() || value.toInteger() < least)
            refuse(member);
        return value.toInteger();
    }
    std::vector<std::string> texts(const char* member)
    {
        std::vector<std::string> out;
        if (!json_[member].isArray())
            refuse(member);
        for (const Json& one : json_[member].toArray()) {
            if (!one.isString() || one.toString().size() > kLongest)
                refuse(member);
            out.push_back(one.toString());
        }
        return out;
    }
    std::string hex(const char* member, std::size_t digits)
    {
        std::string value = text(member);
        if (value.size() != digits || value.find_first_not_of("0123456789abcdef") != std::string::npos)
            refuse(member);
        return value;
    }
    Instant instant(const char* member)
    {
        const auto found = Instant::fromIso(text(member));
        if (!found)
            refuse(member);
        return found.value_or(Instant());
    }
    void fixed(const char* member, const Json& value)
    {
        if (!(json_[member] == value))
            refuse(member);
    }
    const Json::Array& list(const char* member)
    {
        if (!json_[member].isArray() || json_[member].toArray().size() > kMostLines)
            refuse(member);
        return json_[member].toArray();
    }
    void refuse(const char* member)
    {
        if (complaint_.empty())
            complaint_ = path_ + "/" + member;
    }
    [[nodiscard]] const std::string& complaint() const { return complaint_; }

private:
    const Json& json_;
    std::string path_;
    std::string complaint_;
};

Json lineJson(const SheetLine& line)
{
    Json json = Json::Object{{"account", line.account}, {"conflicts", textsJson(line.conflicts)}, {"earlier", line.earlier}, {"entitlement", line.entitlement},
        {"flags", textsJson(line.flags)}, {"last_used", line.lastUsed}, {"name", line.name}, {"peers", line.peers}, {"person", line.person}, {"row", line.row},
        {"said", line.said}, {"stage", line.stage}, {"subject", line.subject}, {"unknown", textsJson(line.unknown)}};
    if (!line.means.empty())
        json.set("means", line.means);
    if (!line.source.empty())
        json.set("source", line.source);
    return json;
}

std::string readLine(const Json& json, const std::string& path, SheetLine& out)
{
    Members members(json, path,
        {"account", "conflicts", "earlier", "entitlement", "flags", "last_used", "name", "peers", "person", "row", "said", "stage", "subject", "unknown"},
        {"means", "source"});
    out.row = members.number("row", 0);
    out.stage = members.number("stage", 1);
    out.said = members.number("said", 0);
    out.account = members.text("account");
    out.name = members.text("name");
    out.subject = members.text("subject");
    out.person = members.text("person");
    out.entitlement = members.text("entitlement");
    out.flags = members.texts("flags");
    out.unknown = members.texts("unknown");
    out.lastUsed = members.text("last_used");
    out.peers = members.text("peers");
    out.earlier = members.text("earlier");
    out.conflicts = members.texts("conflicts");
    if (json.contains("means"))
        out.means = members.text("means");
    if (json.contains("source"))
        out.source = members.text("source");
    return members.complaint();
}

} // namespace

const char* name(Grade grade) noexcept
{
    switch (grade) {
    case Grade::NotAttested: return "not_attested";
    case Grade::PaperScan: return "paper_scan";
    case Grade::EmailAttested: return "email_attested";
    case Grade::SignedPdf: return "signed_pdf";
    case Grade::KeySigned: break;
    }
    return "key_signed";
}
std::optional<Grade> gradeFromName(std::string_view text) noexcept { return named<Grade>(kGrades, text); }

const char* name(AnswerState state) noexcept
{
    switch (state) {
    case AnswerState::Taken: return "taken";
    case AnswerState::Same: return "same";
    case AnswerState::Conflict: return "conflict";
    case AnswerState::Waiting: return "waiting";
    case AnswerState::RuledFor: return "ruled_for";
    case AnswerState::RuledAgainst: break;
    }
    return "ruled_against";
}
std::optional<AnswerState> answerStateFromName(std::string_view text) noexcept { return named<AnswerState>(kStates, text); }

Result<Grade> leastGrade(const Json& policy, std::string_view task)
{
    const auto grade = gradeFromName(policy["answers"][task].toString());
    if (!grade)
        return fail(kSheetInvalid, {}, {"answers." + std::string(task)});
    return *grade;
}

const SheetLine* AnswerSheet::line(std::int64_t row) const
{
    const auto found = std::lower_bound(lines.begin(), lines.end(), row, [](const SheetLine& one, std::int64_t wanted) { return one.row < wanted; });
    return found != lines.end() && found->row == row ? &*found : nullptr;
}

Json sheetJson(const AnswerSheet& sheet)
{
    Json::Array lines;
    for (const SheetLine& line : sheet.lines)
        lines.push_back(lineJson(line));
    return Json::Object{{"as_of", sheet.asOf.iso()}, {"campaign", sheet.campaign}, {"campaign_digest", sheet.campaignDigest}, {"company", sheet.company},
        {"entity", sheet.entity}, {"format", "oxseal-review-pack"}, {"lines", std::move(lines)}, {"login", sheet.login}, {"made_at", sheet.madeAt.iso()},
        {"nonce", sheet.nonce}, {"period", sheet.period}, {"reply_key", toHex(asBytes(sheet.replyKey))}, {"reviewer", sheet.reviewer}, {"system", sheet.system},
        {"v", 1}, {"workspace", sheet.workspace}};
}

Result<AnswerSheet> sheetFromJson(const Json& json)
{
    Members members(json, "", {"as_of", "campaign", "campaign_digest", "company", "entity", "format", "lines", "login", "made_at", "nonce", "period", "reply_key",
                                  "reviewer", "system", "v", "workspace"});
    AnswerSheet sheet;
    members.fixed("format", "oxseal-review-pack");
    members.fixed("v", 1);
    sheet.workspace = members.text("workspace");
    sheet.company = members.text("company");
    sheet.campaign = members.number("campaign", 1);
    sheet.system = members.text("system");
    sheet.period = members.text("period");
    sheet.entity = members.text("entity");
    const auto day = Day::fromIso(members.text("as_of"));
    if (!day)
        members.refuse("as_of");
    sheet.asOf = day.value_or(Day());
    sheet.campaignDigest = members.hex("campaign_digest", 64);
    sheet.login = members.text("login");
    sheet.reviewer = members.text("reviewer");
    sheet.madeAt = members.instant("made_at");
    sheet.nonce = members.hex("nonce", 32);
    sheet.replyKey = fromHex(members.hex("reply_key", 64)).value_or("");
    const Json::Array& lines = members.list("lines");
    if (lines.empty())
        members.refuse("lines");
    if (!members.complaint().empty())
        return fail(kSheetInvalid, {}, {members.complaint()});
    std::int64_t before = -1;
    for (const Json& one : lines) {
        const std::string path = "/lines/" + std::to_string(sheet.lines.size());
        const std::string complaint = readLine(one, path, sheet.lines.emplace_back());
        if (!complaint.empty() || sheet.lines.back().row <= before)
            return fail(kSheetInvalid, {}, {complaint.empty() ? path + "/row" : complaint});
        before = sheet.lines.back().row;
    }
    // One way to write each value, so that a digest of what was read is a digest of what stands there.
    if (canonicalJson(sheetJson(sheet)) != canonicalJson(json))
        return fail(kSheetInvalid, {}, {"/"});
    return sheet;
}

Json answersJson(const AnswerSet& set)
{
    Json::Array answers;
    for (const Answer& one : set.answers)
        answers.emplace_back(Json::Object{{"code", one.code}, {"comment", one.comment}, {"decision", name(one.decision)}, {"row", one.row}, {"target", one.target}});
    return Json::Object{{"answered_at", set.answeredAt.iso()}, {"answers", std::move(answers)}, {"campaign_digest", set.campaignDigest},
        {"format", "oxseal-review-reply"}, {"login", set.login}, {"pack", set.pack}, {"v", 1}};
}

Result<AnswerSet> answersFromJson(const Json& json)
{
    Members members(json, "", {"answered_at", "answers", "campaign_digest", "format", "login", "pack", "v"});
    AnswerSet set;
    members.fixed("format", "oxseal-review-reply");
    members.fixed("v", 1);
    set.answeredAt = members.instant("answered_at");
    set.campaignDigest = members.hex("campaign_digest", 64);
    set.login = members.text("login");
    set.pack = members.hex("pack", 64);
    const Json::Array& answers = members.list("answers");
    if (!members.complaint().empty())
        return fail(kAnswersInvalid, {}, {members.complaint()});
    for (const Json& one : answers) {
        Members answer(one, "/answers/" + std::to_string(set.answers.size()), {"code", "comment", "decision", "row", "target"});
        Answer& out = set.answers.emplace_back();
        out.row = answer.number("row", 0);
        out.code = answer.text("code");
        out.comment = answer.text("comment");
        out.target = answer.text("target");
        const auto decision = decisionFromName(answer.text("decision"));
        if (!decision)
            answer.refuse("decision");
        out.decision = decision.value_or(Decision::Unsure);
        if (!answer.complaint().empty())
            return fail(kAnswersInvalid, {}, {answer.complaint()});
    }
    if (canonicalJson(answersJson(set)) != canonicalJson(json))
        return fail(kAnswersInvalid, {}, {"/"});
    return set;
}

Status checkAnswers(const AnswerSheet& sheet, const AnswerSet& set)
{
    if (set.campaignDigest != sheet.campaignDigest)
        return fail(kReplyOtherCampaign, {}, {sheet.system, sheet.period});
    if (set.login != sheet.login)
        return fail(kReplyOtherReviewer, {}, {set.login, sheet.login});
    if (set.answers.empty())
        return fail(kAnswerNone);
    std::set<std::int64_t> seen;
    for (const Answer& one : set.answers) {
        const std::string row = std::to_string(one.row);
        if (sheet.line(one.row) == nullptr)
            return fail(kAnswerUnknownLine, {}, {row});
        if (!seen.insert(one.row).second)
            return fail(kAnswerTwice, {}, {row});
        if (const Status allowed = allowedDecision(one.decision, one.code, one.target); !allowed)
            return fail(ErrorCode{allowed.error().id(), allowed.error().kind()}, "line " + row, allowed.error().arguments());
    }
    return {};
}

AnswerState fateOf(const Answer& answer, const SheetLine& line, const SeatNow& seat) noexcept
{
    if (!seat.there)
        return AnswerState::Conflict;
    if (seat.decision && *seat.decision == answer.decision && seat.target == answer.target && settles(answer.decision))
        return AnswerState::Same;
    return seat.decisionId == line.said ? AnswerState::Taken : AnswerState::Conflict;
}

} // namespace oxseal::access
