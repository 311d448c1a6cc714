// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/profile_out.h"

#include "models/core/text.h"

#include <ostream>

namespace oxseal::cli {
namespace {

Json listJson(const std::vector<std::string>& words)
{
    Json::Array out;
    for (const auto& word : words)
        out.emplace_back(word);
    return Json(std::move(out));
}

void printList(std::ostream& out, const char* what, const std::vector<std::string>& words)
{
    if (!words.empty())
        out << "          " << what << ": " << join(words, ", ") << '\n';
}

void printFile(std::ostream& out, const ProposalFile& file)
{
    out << "report    " << file.report << (file.file.empty() ? "" : " in ") << file.file << ": " << file.found << " of " << file.columns
        << " columns recognised";
    if (file.rows > 0)
        out << ", values of " << file.rows << " rows looked at";
    out << '\n';
    printList(out, "missing, needed", file.missing);
    printList(out, "stand twice", file.twice);
    printList(out, "hold other values than this report has", file.unlike);
    printList(out, "not there", file.absent);
    printList(out, "not known to the profile", file.extra);
    printList(out, "values without a meaning", file.outside);
}

const char* standingWords(const std::string& standing)
{
    return standing == "documented" ? "documented by the vendor" : standing == "observed" ? "seen in real files" : "practitioners' knowledge";
}

void printAbout(std::ostream& out, const ProfileProposal& proposal)
{
    out << "names     " << standingWords(proposal.standing) << ", checked " << proposal.checked << ": " << proposal.source << '\n';
    for (const auto& line : proposal.complete)
        out << "complete  " << line << '\n';
    for (const auto& line : proposal.quirks)
        out << "note      " << line << '\n';
}

} // namespace

void printProfile(std::ostream& out, const ProfileProposal& profile)
{
    out << "profile   " << profile.id << ' ' << profile.version << " (" << profile.system << ": " << profile.report << ")\n";
    for (const auto& file : profile.files)
        out << "report    " << file.report << ", needs " << join(file.missing, ", ") << '\n';
    printAbout(out, profile);
}

void printProposal(std::ostream& out, const ProfileProposal& proposal)
{
    out << "profile   " << proposal.id << ' ' << proposal.version << " (" << proposal.system << ": " << proposal.report << "), "
        << proposal.recognised << " of " << proposal.columns << " columns; " << (proposal.fits ? "it fits" : "it does not fit: see what is missing")
        << '\n';
    for (const auto& file : proposal.files)
        printFile(out, file);
    for (const auto& name : proposal.strangers)
        out << "stranger  " << name << " is no report of this system\n";
    for (const auto& report : proposal.lacking)
        out << "lacking   " << report << ": the listing is not complete without it\n";
    printAbout(out, proposal);
}

Json proposalJson(const ProfileProposal& proposal)
{
    Json out;
    out.set("id", proposal.id).set("version", proposal.version).set("system", proposal.system).set("report", proposal.report);
    out.set("fits", proposal.fits).set("recognised", static_cast<std::int64_t>(proposal.recognised));
    out.set("columns", static_cast<std::int64_t>(proposal.columns)).set("standing", proposal.standing);
    out.set("source", proposal.source).set("checked", proposal.checked);
    Json::Array files;
    for (const auto& file : proposal.files) {
        Json one;
        one.set("file", file.file).set("report", file.report).set("found", static_cast<std::int64_t>(file.found));
        one.set("columns", static_cast<std::int64_t>(file.columns)).set("missing", listJson(file.missing));
        one.set("twice", listJson(file.twice)).set("unlike", listJson(file.unlike)).set("absent", listJson(file.absent));
        one.set("extra", listJson(file.extra)).set("outside", listJson(file.outside)).set("rows", static_cast<std::int64_t>(file.rows));
        files.push_back(std::move(one));
    }
    out.set("files", Json(std::move(files))).set("strangers", listJson(proposal.strangers)).set("lacking", listJson(proposal.lacking));
    out.set("complete", listJson(proposal.complete)).set("quirks", listJson(proposal.quirks));
    return out;
}

} // namespace oxseal::cli
