// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/certification/certificate_card.h"

#include "storage/documents/certification_documents.h"
#include "storage/texts/texts.h"
#include "ui/common/context_card.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"

namespace oxseal::ui {
namespace {

using namespace oxseal::certification;

QString stateWord(ReportState state)
{
    switch (state) {
    case ReportState::None: return QObject::tr("No report bound");
    case ReportState::Draft: return QObject::tr("Draft bound");
    case ReportState::FinalBound: return QObject::tr("Final draft bound");
    case ReportState::Signed: return QObject::tr("Signed");
    case ReportState::Filed: break;
    }
    return QObject::tr("Filed");
}

Mark stateMark(ReportState state)
{
    switch (state) {
    case ReportState::None: return Mark::High;
    case ReportState::Draft: return Mark::Medium;
    case ReportState::FinalBound: return Mark::Accent;
    case ReportState::Signed:
    case ReportState::Filed: break;
    }
    return Mark::Good;
}

void addReport(ContextCard& card, const CertificateData& values)
{
    const auto& latest = values.report.latest;
    card.addFact(QObject::tr("Report"), latest ? plain(latest->name) : QObject::tr("none bound"));
    if (latest) {
        card.addFact(QObject::tr("Version"), QObject::tr("%1, %2").arg(QString::number(latest->version), latest->isFinal ? QObject::tr("final draft") : QObject::tr("draft")));
        card.addFact(QObject::tr("Bound"), recordedAt(latest->boundAt));
        card.addFact(QObject::tr("Bound by"), plain(values.nameOf(latest->boundBy)));
        card.addFact(QObject::tr("Planned filing"), day(latest->plannedFiling));
    }
    card.addFact(QObject::tr("Due"), day(values.due));
    if (values.report.filing) {
        card.addFact(QObject::tr("Accession no."), plain(values.report.filing->accession));
        card.addFact(QObject::tr("Accepted"), recordedAt(values.report.filing->acceptedAt));
    }
}

void addRecord(ContextCard& card, const CertificateData& values)
{
    card.addSection(QObject::tr("Readiness record"));
    card.addText(plain(verdictLine(values.record)));
    for (const Stop& stop : values.record.stops)
        card.addText(QObject::tr("Hard stop: %1").arg(sentence(name(stop.kind), {stop.argument})));
    for (const Signer& signer : values.signers) {
        const SignedDocumentRow* row = values.standing(signer.person.id, "readiness");
        card.addText(row == nullptr ? QObject::tr("%1 has not signed it yet.").arg(plain(signer.person.name))
                                    : QObject::tr("%1 signed it on %2.").arg(plain(signer.person.name), recordedAt(row->signedAt)),
            row == nullptr);
    }
    card.addFact(QObject::tr("Record"), QObject::tr("Open the readiness record"), QStringLiteral("readiness"));
    card.addSection(QObject::tr("Disclosure controls and procedures"));
    if (!values.dcp)
        card.addText(QObject::tr("Nothing is concluded yet."), true);
    else
        card.addText(QObject::tr("%1 as of %2: %3")
                         .arg(values.dcp->effective ? QObject::tr("Effective") : QObject::tr("Not effective"), day(values.dcp->asOf),
                             plain(values.dcp->basis, true)));
}

} // namespace

QString recordedAt(const std::string& iso)
{
    const auto at = Instant::fromIso(iso);
    return at ? when(*at) : plain(iso);
}

QString documentWord(const std::string& kind)
{
    if (kind == "readiness")
        return QObject::tr("Readiness record");
    return kind == "exhibit31" ? QObject::tr("Exhibit 31") : QObject::tr("Exhibit 32");
}

QString voidWord(const std::string& reason)
{
    if (reason == "report_changed")
        return QObject::tr("the report changed");
    return reason == "signed_again" ? QObject::tr("signed again") : plain(reason);
}

ContextCard* certificateCard(const CertificateData& values, const Signer* signer)
{
    auto* card = new ContextCard(QObject::tr("What stands behind it"));
    card->setMark(stateMark(values.report.binding.state), stateWord(values.report.binding.state));
    addReport(*card, values);
    if (signer != nullptr) {
        card->addSection(QObject::tr("Signer"));
        card->addFact(QObject::tr("Name"), plain(signer->person.name));
        card->addFact(QObject::tr("Title"), plain(signer->title));
        card->addFact(QObject::tr("Enrolment"), signer->enrolled() ? QObject::tr("signed sheet on file") : QObject::tr("no signed sheet on file"));
    }
    addRecord(*card, values);
    if (!values.checks.empty())
        card->addSection(QObject::tr("Texts checked"));
    for (const CertificateCheckRow& check : values.checks)
        card->addText(QObject::tr("%1 of %2, %3: %4")
                          .arg(documentWord(check.kind), plain(values.nameOf(check.signer)),
                              check.stage == "filed" ? QObject::tr("as filed") : QObject::tr("draft"),
                              check.findings == 0 ? QObject::tr("nothing differs")
                                                  : counted(check.findings, QObject::tr("difference"), QObject::tr("differences"))));
    return card;
}

} // namespace oxseal::ui
