// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "models/core/text.h"
#include "storage/documents/request_document.h"
#include "storage/texts/texts.h"

namespace oxseal::cli {
namespace {

Json accessJson(const SodAccess& access) { return Json::Object{{"system", access.system}, {"name", access.name}}; }

Result<SodPicture> pictureOf(Call& call, Workspace& workspace)
{
    OXSEAL_TRY(const std::string periodName, call.required("--period"));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace.db(), periodName));
    return sodPicture(workspace, period, call.environment().clock.now().day());
}

Json fixJson(const SodFix& fix)
{
    Json::Array rules, takings;
    for (const std::string& rule : fix.rules)
        rules.emplace_back(rule);
    for (const SodTaking& taking : fix.takings) {
        Json json = accessJson(taking.access);
        json.set("account", taking.account);
        json.set("permissions", taking.permissions);
        takings.push_back(std::move(json));
    }
    Json json;
    json.set("subject", fix.subject);
    json.set("name", fix.name);
    json.set("rules", std::move(rules));
    json.set("removals", std::move(takings));
    json.set("proven", fix.proven);
    json.set("at_least", fix.atLeast);
    return json;
}

std::string fixLines(const SodFix& fix)
{
    const std::string proof = fix.proven ? texts::sentence("sod.fix_proven") : texts::sentence("sod.fix_bound", {std::to_string(fix.atLeast)});
    std::string out = texts::sentence("sod.fix_line", {fix.name, fix.subject, join(fix.rules, ", "), proof});
    for (const SodTaking& taking : fix.takings) {
        out += "\n    "
            + texts::sentence("sod.fix_taking", {taking.access.name, taking.account, taking.access.system, std::to_string(taking.permissions)});
    }
    return out;
}

Result<int> fix(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const SodPicture picture, pictureOf(call, *workspace));
    std::vector<SodFix> fixes = sodFixes(picture, call.flag("--all"));
    if (const auto person = call.value("--person")) {
        std::erase_if(fixes, [&](const SodFix& one) { return one.subject != *person && one.subject != "person:" + *person; });
    }
    Json::Array people;
    std::vector<std::string> lines;
    std::uint64_t removals = 0, proven = 0;
    for (const SodFix& one : fixes) {
        removals += one.takings.size();
        proven += one.proven ? 1 : 0;
        people.push_back(fixJson(one));
        lines.push_back(fixLines(one));
    }
    lines.push_back(texts::sentence("sod.fix_summary", {std::to_string(removals), std::to_string(fixes.size()), std::to_string(proven)}));
    call.print(Json::Object{{"people", std::move(people)}, {"removals", removals}, {"proven", proven}}, join(lines, "\n"));
    return kDone;
}

Result<std::vector<SodAccess>> accesses(const Call& call, const char* option)
{
    std::vector<SodAccess> out;
    for (const auto& value : call.values(option)) {
        const auto access = accessFromText(value);
        if (!access)
            return fail(kBadValue, {}, {option, value, "SYSTEM:ROLE", call.noun()});
        out.push_back(*access);
    }
    return out;
}

Json outcomesJson(const SodPicture& picture, const std::vector<SodOutcome>& outcomes)
{
    Json::Array all;
    for (const SodOutcome& outcome : outcomes) {
        const sod::Rule& rule = picture.rules.rules[outcome.rule];
        Json::Array paths;
        for (const std::string& path : outcome.paths)
            paths.emplace_back(path);
        all.push_back(Json::Object{{"rule", rule.id}, {"risk", rule.risk}, {"severity", name(rule.severity)}, {"paths", std::move(paths)}});
    }
    return all;
}

void addLines(std::vector<std::string>& lines, const SodPicture& picture, const char* heading, const std::vector<SodOutcome>& outcomes)
{
    for (const SodOutcome& outcome : outcomes) {
        lines.push_back(texts::sentence(heading) + ": " + ruleLine(picture, outcome.rule));
        for (const std::string& path : outcome.paths)
            lines.push_back("    " + path);
    }
}

Result<int> whatIf(Call& call)
{
    SodRequest request;
    OXSEAL_TRY(request.subject, call.required("--person"));
    OXSEAL_TRY(request.add, accesses(call, "--add"));
    OXSEAL_TRY(request.remove, accesses(call, "--remove"));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const SodPicture picture, pictureOf(call, *workspace));
    OXSEAL_TRY(const SodWhatIf answer, sodWhatIf(picture, request));
    if (const auto out = call.value("--out")) {
        OXSEAL_TRY(const CompanyFacts company, companyFacts(workspace->db()));
        const bool demo = workspace->environment().clock.source == ClockSource::Demo;
        OXSEAL_TRY(const std::string pdf, requestPdf(picture, answer, company.name, workspace->environment().clock.now(), demo));
        OXSEAL_CHECK(writeFile(*out, pdf));
    }
    std::vector<std::string> lines{verdictLine(answer)};
    addLines(lines, picture, "sod.request.gained", answer.gained);
    addLines(lines, picture, "sod.request.cleared", answer.cleared);
    addLines(lines, picture, "sod.request.kept", answer.kept);
    for (const SodAccess& access : answer.unlisted)
        lines.push_back(texts::sentence("sod.request.unlisted", {access.system + ":" + access.name}));
    Json::Array unlisted;
    for (const SodAccess& access : answer.unlisted)
        unlisted.push_back(accessJson(access));
    call.print(Json::Object{{"subject", answer.request.subject}, {"name", answer.name}, {"gained", outcomesJson(picture, answer.gained)},
                   {"cleared", outcomesJson(picture, answer.cleared)}, {"kept", outcomesJson(picture, answer.kept)},
                   {"unlisted", std::move(unlisted)}},
        join(lines, "\n"));
    return call.flag("--fail-on-findings") && !answer.gained.empty() ? kNegative : kDone;
}

} // namespace

void addSodAdviceVerbs(Registry& verbs)
{
    verbs.push_back({"sod", "fix", "sod fix WORKSPACE --period P [--person E] [--all]", {"--period=", "--person=", "--all"}, fix});
    verbs.push_back({"sod", "what-if", "sod what-if WORKSPACE --period P --person E [--add SYSTEM:ROLE] [--remove SYSTEM:ROLE] [--out F.pdf]",
        {"--period=", "--person=", "--add=", "--remove=", "--out="}, whatIf});
}

} // namespace oxseal::cli
