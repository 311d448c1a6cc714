// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/review_answers.h"

#include "storage/answers/review_pack.h"
#include "storage/crypto/hash.h"
#include "storage/reads/non_human_reads.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/review_quality.h"
#include "storage/reads/review_sheet.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal {
namespace {

std::string drawn(Random& random, std::size_t size)
{
    std::string bytes(size, '\0');
    random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
    return bytes;
}

std::vector<std::string> flagNames(const access::LineFlags& flags, Flag wanted)
{
    std::vector<std::string> out;
    for (std::size_t at = 0; at < access::kLineFlags; ++at) {
        const auto flag = static_cast<access::LineFlag>(at);
        if (flags.get(flag) == wanted)
            out.emplace_back(name(flag));
    }
    return out;
}

/// Name, title and department, as far as HR knows them.
std::string about(const access::Worker& worker)
{
    std::string out = worker.name;
    for (const std::string& part : {worker.title, worker.department}) {
        if (!part.empty())
            out += (out.empty() ? "" : ", ") + part;
    }
    return out;
}

/// Who answers for an account that is no person's, what it is for, and how old its key is.
std::string about(const access::NonHumanAccount& account, const access::Roster& roster)
{
    const std::string notKnown = texts::sentence("access.fact_not_known");
    const auto known = [&notKnown](const std::string& value) { return value.empty() ? notKnown : value; };
    return texts::sentence("access.non_human_line",
        {known(ownerName(account, roster)), known(account.purpose), account.keyAge ? texts::sentence("access.key_age", {std::to_string(*account.keyAge)}) : notKnown});
}

access::SheetLine lineOf(const LineRow& row, const SeatRow& seat, const ReviewBasis& basis, const ReviewSheet& sheet, const NonHumanSheet& nonHuman)
{
    access::SheetLine out;
    out.row = row.row;
    out.stage = seat.stage;
    out.said = seat.decisionId;
    out.account = row.account;
    out.name = row.accountName;
    out.subject = row.subject;
    out.entitlement = row.entitlement;
    out.flags = flagNames(row.judged(), Flag::Yes);
    out.unknown = flagNames(row.judged(), Flag::Unknown);
    const auto at = static_cast<std::size_t>(row.row);
    if (const access::Worker* worker = basis.workerOf(at))
        out.person = about(*worker);
    const LineContext& context = basis.lines[at];
    out.means = basis.meanings.words(context.entitlement);
    out.source = basis.meanings.sourceWords(at);
    if (const access::NonHumanAccount* account = nonHuman.of(context.account); account != nullptr && out.person.empty())
        out.person = about(*account, basis.roster);
    out.lastUsed = context.lastUsed ? context.lastUsed->iso() : "";
    if (context.peers > 0)
        out.peers = std::to_string(context.holding) + "/" + std::to_string(context.peers);
    if (context.earlier)
        out.earlier = std::string(name(context.earlier->decision)) + (context.earlier->at ? " " + context.earlier->at->day().iso() : "");
    const std::string subject = row.subject.empty() ? "account:" + sheet.status.row.system + "/" + row.account : "person:" + row.subject;
    const auto [first, last] = sheet.conflicts.equal_range(subject);
    for (auto one = first; one != last; ++one)
        out.conflicts.push_back(one->second.row.rule);
    return out;
}

/// The person's seat at the stage that decides the line now, while it is not settled.
const SeatRow* dueSeat(std::span<const SeatRow> seats, const ReviewSheet& sheet, const LineRow& line, PersonId person)
{
    const access::LineStanding standing = access::standingOf(sheet.plan.rules, line.flags, votesOf(seats, sheet.plan, sheet.ids));
    for (const SeatRow& seat : seats) {
        const bool open = seat.stage > 0 && standing.open == sheet.plan.indexOf(seat.stage);
        if (open && seat.person == person && !(seat.decision && access::settles(*seat.decision)))
            return &seat;
    }
    return nullptr;
}

} // namespace

Digest campaignDigest(const std::string& workspace, const CampaignRow& campaign, const std::string& period)
{
    return sha256(canonicalJson(Json::Object{{"as_of", campaign.asOf.iso()}, {"campaign", campaign.id.value}, {"entity", campaign.entity}, {"period", period},
        {"row_root", campaign.rowRoot.hex()}, {"shape", name(campaign.shape)}, {"system", campaign.system}, {"workspace", workspace}}));
}

Result<access::AnswerSheet> answerSheetFor(Workspace& workspace, CampaignId campaign, const std::string& login)
{
    Database& db = workspace.db();
    OXSEAL_TRY(const Person person, personByLogin(db, login));
    OXSEAL_TRY(const ReviewBasis basis, reviewBasis(workspace, campaign));
    OXSEAL_TRY(const ReviewSheet review, reviewSheet(workspace, campaign));
    OXSEAL_TRY(const std::vector<SeatRow> seats, stage_repo::seats(db, campaign));
    OXSEAL_TRY(const CompanyFacts company, companyFacts(db));
    Random& random = *workspace.environment().random;
    const CampaignRow& row = review.status.row;
    OXSEAL_TRY(const NonHumanSheet nonHuman, nonHumanSheet(db, row, basis.listing, basis.roster));
    access::AnswerSheet out;
    out.workspace = workspace.id();
    out.company = company.name;
    out.campaign = campaign.value;
    out.system = row.system;
    out.period = review.period.period.name();
    out.entity = row.entity;
    out.asOf = row.asOf;
    out.campaignDigest = campaignDigest(out.workspace, row, out.period).hex();
    out.login = login;
    out.reviewer = person.name;
    out.madeAt = workspace.environment().clock.now();
    out.nonce = toHex(asBytes(drawn(random, 16)));
    out.replyKey = drawn(random, 32);
    for (const LineRow& line : review.lines) {
        if (!line.included)
            continue;
        if (const SeatRow* seat = dueSeat(seatsAt(seats, line.row), review, line, person.id))
            out.lines.push_back(lineOf(line, *seat, basis, review, nonHuman));
    }
    if (out.lines.empty())
        return fail(kNothingToAnswer, {}, {login, row.system});
    return out;
}

Result<access::AnswerSheet> sentSheet(Workspace& workspace, const PackRow& pack)
{
    OXSEAL_TRY(const std::string bytes, workspace.objects().get(pack.object));
    OXSEAL_TRY(const Json json, parseJson(bytes));
    return access::sheetFromJson(json);
}

std::int64_t ReplyView::count(access::AnswerState state) const
{
    return std::count_if(answers.begin(), answers.end(), [state](const ReplyAnswerRow& one) { return one.state == state; });
}

bool CampaignAnswers::newest(const PackRow& pack) const
{
    return std::none_of(packs.begin(), packs.end(), [&](const PackRow& one) { return one.person == pack.person && one.id > pack.id; });
}

Result<CampaignAnswers> campaignAnswers(Workspace& workspace, CampaignId campaign)
{
    Database& db = workspace.db();
    CampaignAnswers out;
    OXSEAL_TRY(const ReviewPolicyInForce policy, reviewPolicyOn(db, workspace.environment().clock.now().day()));
    OXSEAL_TRY(out.least, access::leastGrade(policy.json, "review"));
    OXSEAL_TRY(const std::vector<Person> people, persons(db));
    for (const Person& person : people) {
        out.logins[person.id] = person.login;
        out.names[person.id] = person.name;
    }
    OXSEAL_TRY(out.packs, answer_repo::packs(db, campaign));
    OXSEAL_TRY(const std::vector<ReplyRow> replies, answer_repo::replies(db, campaign));
    for (const ReplyRow& row : replies) {
        ReplyView& view = out.replies.emplace_back();
        view.row = row;
        for (const PackRow& pack : out.packs) {
            if (pack.id == row.pack)
                view.pack = pack;
        }
        OXSEAL_TRY(view.answers, answer_repo::answers(db, row.id));
    }
    return out;
}

} // namespace oxseal
