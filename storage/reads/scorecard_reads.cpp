// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/scorecard_reads.h"

#include "storage/reads/label_pairs.h"
#include "storage/repos/match_repo.h"
#include "storage/repos/recon_repo.h"

#include <algorithm>
#include <map>
#include <set>

namespace oxseal {
namespace {

using namespace oxseal::recon;

/// Days around a bank line within which a person looks for its counterpart.
constexpr std::int32_t kBlindDays = 20;
constexpr std::int32_t kBlindChequeDays = 180;

} // namespace

Result<std::vector<ScorecardRow>> scorecards(Database& db)
{
    std::vector<ScorecardRow> out;
    Status read;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, period_id, at, person_id, policy_version, body, sha256, stopped FROM match_scorecard ORDER BY id DESC)sql",
        {}, [&](const SqlRow& row) {
            auto body = parseJson(row.text(5));
            if (!body) {
                read = failWith(body);
                return false;
            }
            ScorecardRow each;
            each.id = row.integer(0);
            each.period = PeriodId(row.integer(1));
            each.at = Instant{row.integer(2)};
            each.person = PersonId(row.integer(3));
            each.policyVersion = row.integer(4);
            each.periodName = (*body)["period"].toString();
            each.body = std::move(*body);
            each.sha256 = row.digest(6);
            each.stopped = row.string(7);
            out.push_back(std::move(each));
            return true;
        }));
    OXSEAL_CHECK(read);
    return out;
}

Result<std::vector<OverrideRow>> overrides(Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(auto rows, repo::overrideRows(workspace.db(), period.id));
    std::vector<OverrideRow> out;
    std::map<std::int64_t, ReconView> views;
    for (repo::OverrideParts& parts : rows) {
        auto found = views.find(parts.reconciliation.value);
        if (found == views.end()) {
            OXSEAL_TRY(ReconView view, reconciliationView(workspace, parts.reconciliation));
            found = views.emplace(parts.reconciliation.value, std::move(view)).first;
        }
        const ReconView& view = found->second;
        OverrideRow row = std::move(parts.row);
        row.account = view.row.entity + "/" + view.row.account;
        row.digits = view.row.digits;
        row.currency = view.row.currency;
        const std::set<KeyPair> now = groupedPairs(view, false);
        const auto said = pairsUnder(view.row.id, joinedKeys(parts.bank), joinedKeys(parts.books));
        const bool asSaid = !said.empty() && std::all_of(said.begin(), said.end(), [&](const KeyPair& pair) { return now.contains(pair); });
        row.later = asSaid ? "engine" : view.row.state == "reviewed" ? "person" : "open";
        out.push_back(std::move(row));
    }
    return out;
}

Result<std::vector<BlindSampleRow>> blindSamples(Database& db, PeriodId period)
{
    std::vector<BlindSampleRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT s.id, s.period_id, s.at, s.person_id, s.seed, s.population, s.population_sha256, count(i.place), count(i.answer),
            coalesce(sum(i.agrees), 0)
        FROM blind_sample s LEFT JOIN blind_item i ON i.sample_id = s.id WHERE s.period_id = ? GROUP BY s.id ORDER BY s.id DESC)sql",
        {period.value}, [&out](const SqlRow& row) {
            out.push_back({row.integer(0), PeriodId(row.integer(1)), Instant{row.integer(2)}, PersonId(row.integer(3)), row.string(4), row.integer(5),
                row.digest(6), row.integer(7), row.integer(8), row.integer(9)});
            return true;
        }));
    return out;
}

Result<BlindItem> blindItem(Workspace& workspace, std::int64_t sample, std::int64_t place)
{
    BlindItem out;
    out.sample = sample;
    out.place = place;
    std::string bank;
    OXSEAL_TRY(const bool found, workspace.db().one(R"sql(
        SELECT r.recon_id, r.made_by, d.bank, d.books, i.answer IS NOT NULL, i.agrees
        FROM blind_item i JOIN match_run r ON r.id = i.run_id JOIN match_decision d ON d.run_id = i.run_id AND d.number = i.number
        WHERE i.sample_id = ? AND i.place = ?)sql",
        {sample, place}, [&](const SqlRow& row) {
            out.reconciliation = ReconciliationId(row.integer(0));
            out.madeBy = PersonId(row.integer(1));
            bank = row.string(2);
            out.books = row.string(3);
            out.answered = row.integer(4) != 0;
            out.agrees = row.integer(5) != 0;
        }));
    if (!found)
        return fail(kNoSuchSample, {}, {std::to_string(sample), std::to_string(place)});
    OXSEAL_TRY(const ReconView view, reconciliationView(workspace, out.reconciliation));
    out.account = view.row.entity + "/" + view.row.account;
    out.currency = view.row.currency;
    out.digits = view.row.digits;
    const auto keys = joinedKeys(bank);
    for (const ReconLineRow& line : view.lines) {
        if (std::find(keys.begin(), keys.end(), recordKey(line)) != keys.end())
            out.bank.push_back(line);
    }
    for (const ReconLineRow& line : view.lines) {
        const bool near = std::any_of(out.bank.begin(), out.bank.end(), [&](const ReconLineRow& mine) {
            const std::int32_t lag = mine.day - line.day;
            const std::int32_t most = mine.amount == line.amount ? kBlindChequeDays : kBlindDays;
            return (mine.amount < 0) == (line.amount < 0) && lag >= -kBlindDays && lag <= most;
        });
        if (line.origin == ItemOrigin::Books && near)
            out.candidates.push_back(line);
    }
    return out;
}

Result<std::int64_t> nextBlindPlace(Database& db, std::int64_t sample)
{
    OXSEAL_TRY(const auto known, db.integer(R"sql(SELECT count(*) FROM blind_item WHERE sample_id = ?)sql", {sample}));
    if (known.value_or(0) == 0)
        return fail(kNoSuchSample, {}, {std::to_string(sample), ""});
    OXSEAL_TRY(const auto place, db.integer(R"sql(SELECT min(place) FROM blind_item WHERE sample_id = ? AND answer IS NULL)sql", {sample}));
    return place.value_or(0);
}

Result<std::vector<BlindAnswerRow>> blindAnswers(Database& db, std::int64_t sample)
{
    std::vector<BlindAnswerRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT i.place, i.run_id, i.number, d.bank, d.books, i.answer, i.agrees, i.person_id, i.at, i.reason
        FROM blind_item i JOIN match_decision d ON d.run_id = i.run_id AND d.number = i.number WHERE i.sample_id = ? ORDER BY i.place)sql",
        {sample}, [&out](const SqlRow& row) {
            BlindAnswerRow& one = out.emplace_back();
            one.place = row.integer(0);
            one.match = {row.integer(1), row.integer(2)};
            one.bank = row.string(3);
            one.books = row.string(4);
            if (row.isNull(5))
                return true;
            one.answer = row.string(5);
            one.agrees = row.integer(6) != 0;
            one.person = PersonId(row.integer(7));
            one.at = Instant{row.integer(8)};
            one.reason = row.string(9);
            return true;
        }));
    return out;
}

Result<std::vector<AutomaticMatch>> automaticMatches(Database& db, PeriodId period)
{
    std::vector<AutomaticMatch> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT d.run_id, d.number FROM match_decision d JOIN match_run m ON m.id = d.run_id JOIN reconciliation r ON r.id = m.recon_id
        WHERE r.period_id = ? AND d.state = 'auto' AND d.group_id IS NOT NULL AND d.bank <> '' AND d.books <> ''
        ORDER BY d.run_id, d.number)sql",
        {period.value}, [&out](const SqlRow& row) {
            out.push_back({row.integer(0), row.integer(1)});
            return true;
        }));
    return out;
}

} // namespace oxseal
