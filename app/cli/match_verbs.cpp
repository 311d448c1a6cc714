// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/account_verbs.h"
#include "app/cli/match_output.h"
#include "app/cli/reconcile_verbs.h"
#include "app/cli/report_out.h"
#include "models/core/text.h"
#include "models/recon/conservation.h"
#include "models/recon/learnt_matcher.h"
#include "models/recon/match_model_json.h"
#include "storage/texts/texts.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <sys/resource.h>

#include <array>
#include <chrono>
#include <sstream>

namespace oxseal::cli {
namespace {

using namespace oxseal::recon;
using Stopwatch = std::chrono::steady_clock;

std::int64_t peakBytes()
{
    rusage usage{};
    return ::getrusage(RUSAGE_SELF, &usage) == 0 ? std::int64_t{usage.ru_maxrss} * 1024 : 0;
}

Result<int> threadsOf(const Call& call)
{
    const std::string text = call.value("--threads").value_or("2");
    std::int64_t threads = 0;
    if (!parseInteger(text, threads) || threads < 1 || threads > 64)
        return fail(kBadValue, {}, {"--threads", text, "a number from 1 to 64", call.noun()});
    return static_cast<int>(threads);
}

/// Every key the report ever has; what did not occur stands at 0.
struct Report
{
    std::map<std::string, std::int64_t, std::less<>> groups;
    std::map<std::string, std::int64_t, std::less<>> states;
    std::int64_t unmatchedLeft = 0;
    std::int64_t unmatchedRight = 0;

    explicit Report(const MatchResult& result)
    {
        for (const char* type : {"one_to_one", "one_to_many", "many_to_one", "many_to_many", "reversal_left", "reversal_right", "candidates"})
            groups[type] = 0;
        for (const char* state : {"auto", "suggested", "ambiguous"})
            states[state] = 0;
        for (const MatchGroup& group : result.groups) {
            if (group.state == MatchState::Unmatched) {
                unmatchedLeft += group.leftCount;
                unmatchedRight += group.rightCount;
            } else {
                ++groups[name(group.type)];
                ++states[name(group.state)];
            }
        }
    }
};

Json totalsJson(const std::map<std::string, SideTotals>& totals)
{
    Json json{Json::Object()};
    for (const auto& [currency, total] : totals) {
        Json entry;
        entry.set("rows_in", static_cast<std::int64_t>(total.rowsIn)).set("rows_out", static_cast<std::int64_t>(total.rowsOut));
        entry.set("sum_in_minor", total.sumIn).set("sum_out_minor", total.sumOut);
        json.set(currency, entry);
    }
    return json;
}

Json sideJson(const MatchSide& side)
{
    Json json = side.report.toJson();
    json.set("repeated_ids", static_cast<std::int64_t>(side.repeatedIds));
    return json;
}

/// What of the two files is in no group, since it could not be read as a line or is none.
std::string leftOut(const MatchSide& left, const std::string& leftFile, const MatchSide& right, const std::string& rightFile)
{
    std::ostringstream out;
    for (const auto& [side, file] : {std::pair(&left, &leftFile), std::pair(&right, &rightFile)}) {
        const ImportReport& report = side->report;
        if (report.accepted == report.records && report.warnings.empty())
            continue;
        out << '\n' << texts::sentence("recon.match_left_out", {*file, std::to_string(report.accepted), std::to_string(report.rejectedRows), std::to_string(report.ignoredRows())}) << '\n';
        printReport(out, report);
    }
    std::string text = out.str();
    if (!text.empty())
        text.pop_back(); // print() ends the line
    return text;
}

/// Wall time by stage; a stage that did not run stands at 0.
class Seconds
{
public:
    /// Ends the running stage and begins the next.
    void begin(const char* stage)
    {
        const auto now = Stopwatch::now();
        if (running_ != nullptr)
            spent_[running_] += seconds(now - since_);
        running_ = stage;
        since_ = now;
    }
    [[nodiscard]] Json json() const
    {
        Json out;
        for (const char* stage : {"read", "block", "learn", "score", "assign", "sums", "write"}) {
            const auto at = spent_.find(stage);
            out.set(stage, at == spent_.end() ? 0.0 : at->second);
        }
        return out;
    }

private:
    static double seconds(Stopwatch::duration spent)
    {
        return static_cast<double>(std::chrono::duration_cast<std::chrono::microseconds>(spent).count()) / 1e6;
    }

    const char* running_ = nullptr;
    Stopwatch::time_point since_;
    std::map<std::string, double, std::less<>> spent_;
};

const char* stageName(MatchStage stage)
{
    switch (stage) {
    case MatchStage::Block:
        return "block";
    case MatchStage::Learn:
        return "learn";
    case MatchStage::Score:
        return "score";
    case MatchStage::Sums:
        return "sums";
    case MatchStage::Assign:
    case MatchStage::Explain:
    case MatchStage::Done:
        break;
    }
    return "assign";
}

Result<int> match(Call& call)
{
    OXSEAL_TRY(const std::string leftFile, call.argument(0, "The left file"));
    OXSEAL_TRY(const std::string rightFile, call.argument(1, "The right file"));
    OXSEAL_TRY(const std::string outFile, call.required("--out"));
    OXSEAL_TRY(const int threads, threadsOf(call));
    // A named rule file, or the shipped one by name, means the passes alone.
    const std::optional<std::string> named = call.value("--rules");
    std::optional<std::filesystem::path> rulesFile;
    if (named && *named != "shipped")
        rulesFile = *named;
    OXSEAL_TRY(const PassSet rules, matchRules(rulesFile));

#ifdef __GLIBC__
    // Columns of a million lines are given back to the system when they are done with, however many have been.
    ::mallopt(M_MMAP_THRESHOLD, 1 << 20);
#endif
    Seconds seconds;
    seconds.begin("read");
    const auto workers = static_cast<unsigned>(threads);
    OXSEAL_TRY(const MatchSide left, readMatchSide(leftFile, call.value("--map-left").value_or(""), true, workers));
    OXSEAL_TRY(const MatchSide right, readMatchSide(rightFile, call.value("--map-right").value_or(""), false, workers));

    MatchOptions options;
    options.threads = threads;
    options.entered = [&](MatchStage stage) { seconds.begin(stageName(stage)); };
    LearntResult learnt;
    if (named) {
        OXSEAL_TRY(learnt.match, matchLines(left.lines, right.lines, rules, options));
    } else {
        OXSEAL_TRY(learnt, matchLearnt(left.lines, right.lines, rules, options));
    }
    const MatchResult& result = learnt.match;
    const Conservation kept = checkConservation(left.lines, right.lines, result);
    seconds.begin("write");
    OXSEAL_CHECK(writeMatchGroups(outFile, left, right, result, rules, workers));
    if (const auto evidenceFile = call.value("--evidence"))
        OXSEAL_CHECK(writeMatchEvidence(*evidenceFile, result, workers));
    seconds.begin("");

    const Report report(result);
    Json json;
    Json groups;
    for (const auto& [type, count] : report.groups)
        groups.set(type, count);
    json.set("left", static_cast<std::int64_t>(left.lines.size())).set("right", static_cast<std::int64_t>(right.lines.size()));
    json.set("groups", groups).set("auto", report.states.at("auto")).set("suggested", report.states.at("suggested"));
    json.set("ambiguous", report.states.at("ambiguous"));
    json.set("unmatched_left", report.unmatchedLeft).set("unmatched_right", report.unmatchedRight);
    json.set("conservation", kept.holds);
    json.set("totals", Json().set("left", totalsJson(kept.left)).set("right", totalsJson(kept.right)));
    json.set("engine", learnt.report.rounds > 0 ? "learnt" : "rules");
    json.set("rules", rules.id + " " + std::to_string(rules.version));
    if (!named)
        json.set("model", modelJson(learnt.report, left.digits));
    json.set("left_file", sideJson(left)).set("right_file", sideJson(right));
    json.set("seconds", seconds.json()).set("peak_bytes", peakBytes());
    call.print(json,
        texts::sentence("recon.match_report",
            {std::to_string(left.lines.size()), std::to_string(right.lines.size()), std::to_string(report.states.at("auto")),
                std::to_string(report.states.at("suggested")), std::to_string(report.states.at("ambiguous")),
                std::to_string(report.unmatchedLeft), std::to_string(report.unmatchedRight),
                texts::sentence(kept.holds ? "recon.conservation_holds" : "recon.conservation_fails"), outFile})
            + leftOut(left, leftFile, right, rightFile));
    if (!kept.holds)
        return fail(kConservationBroken);
    return kDone;
}

} // namespace

void addMatchVerbs(Registry& verbs)
{
    verbs.push_back({"match", "", "match LEFT RIGHT --out OUT.csv [--rules F|shipped] [--evidence E.csv] [--map-left id=bank_id,…] [--map-right …] [--threads N]",
        {"--out=", "--rules=", "--evidence=", "--map-left=", "--map-right=", "--threads="}, match,
        {{"--out", std::string(kMatchGroupsHeader)}, {"--evidence", std::string(kMatchEvidenceHeader)}}});
    addReconcileVerbs(verbs);
    addAccountVerbs(verbs);
    addScheduleVerbs(verbs);
    addJournalVerbs(verbs);
}

} // namespace oxseal::cli
