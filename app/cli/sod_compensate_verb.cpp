// SPDX-License-Identifier: GPL-3.0-or-later
// Duties that cannot be separated: why not, and the control that makes up for it.
#include "app/cli/command.h"
#include "app/cli/summary.h"
#include "models/core/money.h"
#include "storage/actions/sod_actions.h"
#include "storage/documents/compensation_document.h"
#include "storage/reads/people_reads.h"

#include <algorithm>

namespace oxseal::cli {
namespace {

/// A word that stands for one of a list.
template <class E, class F>
Result<E> choice(const Call& call, const char* option, const F& fromName, const char* known)
{
    OXSEAL_TRY(const std::string word, call.required(option));
    const auto value = fromName(word);
    if (!value)
        return fail(kBadValue, {}, {option, word, known, call.noun()});
    return *value;
}

Result<sod::Compensation> compensationFrom(const Call& call)
{
    sod::Compensation made;
    OXSEAL_TRY(made.cause, (choice<sod::KeptTogether>(call, "--cause", sod::keptTogetherFromName, "headcount, owner, system, transition, other")));
    OXSEAL_TRY(made.rhythm, (choice<sod::ReviewRhythm>(call, "--frequency", sod::reviewRhythmFromName, "transaction, daily, weekly, monthly, quarterly")));
    OXSEAL_TRY(made.explanation, call.required("--explanation"));
    OXSEAL_TRY(made.population, call.required("--population"));
    OXSEAL_TRY(made.evidence, call.required("--evidence"));
    made.currency = call.value("--currency").value_or("");
    const std::string precision = call.value("--precision").value_or("0");
    const auto currency = Currency::fromCode(made.currency);
    const auto minor = parseMinor(precision, currency ? currency->digits() : 2);
    if (!minor)
        return fail(kBadValue, {}, {"--precision", precision, "10000.00", call.noun()});
    made.precisionMinor = *minor;
    return made;
}

Status writeMemo(Workspace& workspace, const PeriodRow& period, const Digest& fingerprint, const std::string& out)
{
    const Environment& environment = workspace.environment();
    OXSEAL_TRY(const SodPicture picture, sodPicture(workspace, period, environment.clock.now().day()));
    const auto conflict = std::find_if(picture.conflicts.begin(), picture.conflicts.end(),
        [&](const SodConflictPicture& one) { return one.status.row.fingerprint == fingerprint; });
    if (conflict == picture.conflicts.end())
        return fail(kNoSuchConflict, {}, {fingerprint.hex()});
    OXSEAL_TRY(const CompanyFacts company, companyFacts(workspace.db()));
    OXSEAL_TRY(const Person by, personById(workspace.db(), conflict->status.mitigation->decidedBy));
    OXSEAL_TRY(const std::string pdf,
        compensationPdf(picture, *conflict, by.name, company.name, environment.clock.now(), environment.clock.source == ClockSource::Demo));
    return writeFile(out, pdf);
}

Result<int> compensate(Call& call)
{
    OXSEAL_TRY(const std::string periodName, call.required("--period"));
    OXSEAL_TRY(const std::string fingerprint, call.required("--fingerprint"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const sod::Compensation made, compensationFrom(call));
    sod::Mitigation mitigation;
    OXSEAL_TRY(mitigation.control, call.required("--control"));
    OXSEAL_TRY(mitigation.performer, call.required("--performer"));
    OXSEAL_TRY(mitigation.expires, call.requiredDay("--expires"));
    if (call.has("--state")) {
        OXSEAL_TRY(mitigation.state,
            (choice<sod::MitigationState>(call, "--state", sod::mitigationStateFromName, "designed, operating, tested, failed")));
    }
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), periodName));
    OXSEAL_CHECK(compensateConflict(*workspace, period, fingerprint, mitigation, made, reason));
    OXSEAL_TRY(const ConflictStatus conflict, conflictByFingerprint(workspace->db(), period, fingerprint, call.environment().clock.now().day()));
    if (const auto out = call.value("--out"))
        OXSEAL_CHECK(writeMemo(*workspace, period, conflict.row.fingerprint, *out));
    OXSEAL_CHECK(workspace->close());
    const Json json(Json::Object{{"fingerprint", conflict.row.fingerprint.hex()}, {"rule", conflict.row.rule}, {"subject", conflict.row.subject},
        {"standing", sod::name(conflict.standing)}, {"cause", sod::name(made.cause)}, {"precision", precisionText(made)},
        {"expires", mitigation.expires.iso()}});
    call.print(json, summary("sod.conflict_line", json, {"rule", "subject", "standing"}));
    return kDone;
}

} // namespace

void addSodCompensateVerb(Registry& verbs)
{
    verbs.push_back({"sod", "compensate",
        "sod compensate WORKSPACE --period P --fingerprint F --control C --performer E --expires D --cause W --explanation T --population T --frequency W "
        "--evidence T [--precision N --currency CCY] [--out MEMO.pdf]",
        {"--period=", "--fingerprint=", "--control=", "--performer=", "--expires=", "--state=", "--cause=", "--explanation=", "--population=",
            "--precision=", "--currency=", "--frequency=", "--evidence=", "--out="},
        compensate});
}

} // namespace oxseal::cli
