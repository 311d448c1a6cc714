// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/reconcile_verbs.h"
#include "models/core/text.h"
#include "models/recon/conservation.h"
#include "models/recon/matcher.h"
#include "storage/reads/match_files.h"
#include "storage/texts/match_sentence.h"
#include "storage/texts/texts.h"

#include <sys/resource.h>

#include <array>
#include <chrono>
#include <fstream>
#include <thread>

namespace oxseal::cli {
namespace {

using namespace oxseal::recon;
using Stopwatch = std::chrono::steady_clock;

double secondsSince(Stopwatch::time_point start)
{
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(Stopwatch::now() - start).count();
    return static_cast<double>(micros) / 1e6;
}

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

std::string idsOf(std::span<const std::uint32_t> members, const std::vector<MatchLine>& lines)
{
    std::string out;
    for (const std::uint32_t member : members) {
        if (!out.empty())
            out.push_back(';');
        out += lines[member].id;
    }
    return csvField(out);
}

std::string thousandths(int value)
{
    const std::string digits = std::to_string(1000 + value % 1000);
    return std::to_string(value / 1000) + "." + digits.substr(1);
}

Status writeGroups(const std::string& path, const MatchSide& left, const MatchSide& right, const MatchResult& result, const PassSet& rules)
{
    const std::string part = path + ".part";
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    std::string block = "group,type,left_ids,right_ids,state,confidence,rule,explanation\r\n";
    for (std::size_t i = 0; i < result.groups.size(); ++i) {
        const MatchGroup& group = result.groups[i];
        block += std::to_string(i + 1) + "," + name(group.type) + "," + idsOf(result.left(group), left.lines) + ","
            + idsOf(result.right(group), right.lines) + "," + name(group.state) + "," + thousandths(group.confidence) + ","
            + (group.pass < 0 ? std::string() : csvField(rules.passes[static_cast<std::size_t>(group.pass)].id)) + ","
            + csvField(texts::matchSentence(group, result, left.lines, right.lines, rules, left.digits)) + "\r\n";
        if (block.size() > (1U << 20U)) {
            out.write(block.data(), static_cast<std::streamsize>(block.size()));
            block.clear();
        }
    }
    out.write(block.data(), static_cast<std::streamsize>(block.size()));
    out.close();
    std::error_code renamed;
    if (out)
        std::filesystem::rename(part, path, renamed);
    if (!out || renamed)
        return fail(kCannotWrite, path, {renamed ? renamed.message() : "the disk refused the bytes"});
    return {};
}

/// Every key the report will ever have; stages of later releases stand at 0.
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
    Json json = side.read.report.toJson();
    json.set("repeated_ids", static_cast<std::int64_t>(side.repeatedIds));
    return json;
}

struct Seconds
{
    double read = 0;
    double block = 0;
    double assign = 0;
    double write = 0;

    [[nodiscard]] Json json() const
    {
        Json out;
        out.set("read", read).set("block", block).set("learn", 0).set("score", 0);
        return out.set("assign", assign).set("sums", 0).set("write", write);
    }
};

Result<int> match(Call& call)
{
    OXSEAL_TRY(const std::string leftFile, call.argument(0, "The left file"));
    OXSEAL_TRY(const std::string rightFile, call.argument(1, "The right file"));
    OXSEAL_TRY(const std::string outFile, call.required("--out"));
    OXSEAL_TRY(const int threads, threadsOf(call));
    std::optional<std::filesystem::path> rulesFile;
    if (const auto given = call.value("--rules"))
        rulesFile = *given;
    OXSEAL_TRY(const PassSet rules, matchRules(rulesFile));

    Seconds seconds;
    auto start = Stopwatch::now();
    const auto workers = static_cast<unsigned>(threads);
    OXSEAL_TRY(const MatchSide left, readMatchSide(leftFile, call.value("--map-left").value_or(""), true, workers));
    OXSEAL_TRY(const MatchSide right, readMatchSide(rightFile, call.value("--map-right").value_or(""), false, workers));
    seconds.read = secondsSince(start);

    MatchOptions options;
    options.threads = threads;
    start = Stopwatch::now();
    options.entered = [&](MatchStage stage) {
        if (stage == MatchStage::Assign)
            seconds.block = secondsSince(start);
        if (stage == MatchStage::Done)
            seconds.assign = secondsSince(start) - seconds.block;
    };
    OXSEAL_TRY(const MatchResult result, matchLines(left.lines, right.lines, rules, options));
    const Conservation kept = checkConservation(left.lines, right.lines, result);
    start = Stopwatch::now();
    OXSEAL_CHECK(writeGroups(outFile, left, right, result, rules));
    seconds.write = secondsSince(start);

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
    json.set("rules", rules.id + " " + std::to_string(rules.version));
    json.set("left_file", sideJson(left)).set("right_file", sideJson(right));
    json.set("seconds", seconds.json()).set("peak_bytes", peakBytes());
    call.print(json,
        texts::sentence("recon.match_report",
            {std::to_string(left.lines.size()), std::to_string(right.lines.size()), std::to_string(report.states.at("auto")),
                std::to_string(report.states.at("suggested")), std::to_string(report.states.at("ambiguous")),
                std::to_string(report.unmatchedLeft), std::to_string(report.unmatchedRight),
                texts::sentence(kept.holds ? "recon.conservation_holds" : "recon.conservation_fails"), outFile}));
    if (!kept.holds)
        return fail(kConservationBroken);
    return kDone;
}

} // namespace

void addMatchVerbs(Registry& verbs)
{
    verbs.push_back({"match", "", "match LEFT RIGHT --out OUT.csv [--rules F] [--map-left id=bank_id,…] [--map-right …] [--threads N]",
        {"--out=", "--rules=", "--map-left=", "--map-right=", "--threads="}, match});
    addReconcileVerbs(verbs);
}

} // namespace oxseal::cli
