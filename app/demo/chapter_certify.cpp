// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/run.h"

#include "storage/actions/certification_actions.h"
#include "storage/texts/texts.h"

namespace oxseal::demo {
namespace {

std::string why() { return texts::sentence("demo.reason.certify"); }

Result<PeriodRow> periodOf(Workspace& workspace, const Quarter& q) { return periodByName(workspace.db(), q.name); }

/// The demo's own words for this kind of matter, about its very subject; "" when there are none.
std::string wordsFor(const char* what, const Finding& finding)
{
    const std::string id = std::string("demo.") + what + "." + finding.code;
    const std::string words = texts::sentence(id.c_str(), finding.arguments);
    return words == id ? std::string() : words;
}

/// What the officers of the demo answer: what was done about each matter. Serious ones get an alternative procedure, the
/// others are judged not material. Nothing is disposed of without a because.
DispositionInput answerTo(const Finding& finding)
{
    DispositionInput input;
    input.fingerprint = finding.fingerprint;
    input.because = wordsFor("because", finding);
    if (input.because.empty())
        input.because = texts::sentence("demo.because.other");
    if (finding.severity == Severity::High || finding.severity == Severity::Critical) {
        input.kind = certification::DispositionKind::AlternativeProcedure;
        input.by = wordsFor("by", finding);
        if (input.by.empty())
            input.by = texts::sentence("demo.by.controller");
    } else {
        input.kind = certification::DispositionKind::NotMaterial;
    }
    return input;
}

} // namespace

Day plannedFiling(const Quarter& q) { return q.name == "2026-Q2" ? day(2026, 8, 13) : day(2026, 11, 13); }

Status bindReport(Stage& stage, const Quarter& q, bool final)
{
    OXSEAL_TRY(Workspace * workspace, stage.as("controller"));
    OXSEAL_TRY(const PeriodRow period, periodOf(*workspace, q));
    const std::string name = final ? "DEMO_10-Q_final.html" : "DEMO_10-Q_draft.html";
    OXSEAL_TRY(const std::string bytes, stage.input(q.path("report/" + name)));
    OXSEAL_CHECK(bindReportBytes(*workspace, period, {name, plannedFiling(q), final}, asBytes(bytes), why()));
    stage.say("demo.say.bound", {q.name});
    return {};
}

Status concludeAndDispose(Stage& stage, const Quarter& q)
{
    OXSEAL_TRY(Workspace * workspace, stage.as("cfo"));
    OXSEAL_TRY(const PeriodRow period, periodOf(*workspace, q));
    certification::DcpConclusion conclusion;
    conclusion.effective = true;
    conclusion.asOf = q.last;
    conclusion.concludedOn = stage.clock().today();
    conclusion.basis = texts::sentence("demo.basis");
    OXSEAL_CHECK(concludeDcp(*workspace, period, conclusion, why()));
    stage.say("demo.say.dcp", {q.name});
    OXSEAL_CHECK(recordIcfrChange(
        *workspace, period, texts::sentence("demo.change.bank"), false, texts::sentence("demo.change.why"), "cfo", why()));
    int disposed = 0;
    OXSEAL_TRY(const certification::Matters matters, openMatters(*workspace, period));
    for (const auto& matter : matters.open) {
        if (!matter.undisposed())
            continue;
        OXSEAL_CHECK(disposeMatter(*workspace, period, answerTo(matter.finding), why()));
        ++disposed;
    }
    stage.say("demo.say.disposed", {q.name, std::to_string(disposed)});
    return {};
}

Status signReport(Stage& stage, const Quarter& q)
{
    ExhibitOptions options;
    options.withoutIcfr = true; // newly public: before the first report that must carry management's ICFR report
    for (const char* officer : {"cfo", "ceo"}) {
        OXSEAL_TRY(Workspace * workspace, stage.as(officer));
        OXSEAL_TRY(const PeriodRow period, periodOf(*workspace, q));
        const Secret passphrase = stage.passphrase(officer);
        OXSEAL_CHECK(signReadiness(*workspace, period, passphrase, why()));
        for (const Exhibit exhibit : {Exhibit::Certification302, Exhibit::Certification906})
            OXSEAL_CHECK(signExhibit(*workspace, period, exhibit, options, passphrase, why()));
        OXSEAL_CHECK(signManifest(stage, q, officer));
    }
    stage.say("demo.say.signed", {q.name});
    return {};
}

Status recordFiling(Stage& stage, const Quarter& q)
{
    OXSEAL_TRY(Workspace * workspace, stage.as("controller"));
    OXSEAL_TRY(const PeriodRow period, periodOf(*workspace, q));
    const std::string accession = q.name == "2026-Q2" ? "0000990099-26-000017" : "0000990099-26-000024";
    OXSEAL_CHECK(markFiled(*workspace, period, accession, workspace->environment().clock.now(), why()));
    stage.say("demo.say.filed", {q.name});
    return {};
}

} // namespace oxseal::demo
