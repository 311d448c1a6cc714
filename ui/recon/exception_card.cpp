// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/exception_card.h"

#include "ui/common/context_card.h"
#include "ui/common/words.h"
#include "ui/controls/deficiency_words.h"
#include "ui/recon/exception_queue.h"

#include <QCoreApplication>

#include <algorithm>

namespace oxseal::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Reconciliation", text); }

/// "Propose an entry, against 6900".
QString decided(const recon::Disposition disposition, const std::string& account)
{
    const QString word = dispositionWord(disposition);
    return account.empty() ? word : tr("%1, against %2").arg(word, plain(account));
}

void addHistory(ContextCard& card, const ExceptionRow& row)
{
    if (row.history.empty())
        return;
    card.addSection(tr("What was decided"));
    for (const ExceptionAct& act : row.history) {
        QString words = tr("%1 · %2: %3").arg(plain(act.period), plain(act.person), decided(act.row.disposition, act.row.otherAccount));
        words += QLatin1Char('\n') + plain(act.row.reason);
        card.addFact(day(act.row.madeAt.day()), words);
    }
}

} // namespace

const ExceptionRow* exceptionOf(const ReconDetail& detail, const QString& handle)
{
    const auto& rows = detail.exceptions.rows;
    const auto found = std::find_if(rows.begin(), rows.end(),
        [&, wanted = handle.toStdString()](const ExceptionRow& row) { return row.item < detail.view.items.size() && detail.view.items[row.item].handle == wanted; });
    return found == rows.end() ? nullptr : &*found;
}

QString resolutionWord(recon::Resolution resolution)
{
    using recon::Resolution;
    switch (resolution) {
    case Resolution::Match: return tr("Match");
    case Resolution::Split: return tr("Split");
    case Resolution::Transposition: return tr("Swapped digits");
    case Resolution::Duplicate: return tr("Twice");
    case Resolution::Fee: return tr("Fee");
    case Resolution::Interest: return tr("Interest");
    case Resolution::Returned: return tr("Returned");
    case Resolution::Timing: return tr("Timing");
    case Resolution::Unidentified: break;
    }
    return tr("Not identified");
}

QString hintWord(const ExceptionRow& row)
{
    if (row.hints.empty() || row.hints.front().kind == recon::Resolution::Unidentified)
        return {};
    return resolutionWord(row.hints.front().kind);
}

QString dispositionWord(recon::Disposition disposition)
{
    using recon::Disposition;
    switch (disposition) {
    case Disposition::Investigate: return tr("Investigate");
    case Disposition::Carry: return tr("Carry forward");
    case Disposition::ProposeEntry: return tr("Propose an entry");
    case Disposition::WriteOff: return tr("Write off");
    case Disposition::Dispute: return tr("The bank corrects it");
    case Disposition::None: break;
    }
    return tr("Nothing decided");
}

MarkedWord exceptionState(const ReconItem& item, const recon::ExceptionStanding& standing)
{
    using recon::ExceptionState;
    if (item.item.category == recon::ItemCategory::Unclassified)
        return {Mark::Medium, tr("No category")};
    if (standing.overdue)
        return {Mark::High, tr("Overdue")};
    switch (standing.state) {
    case ExceptionState::Cleared: return {Mark::Good, tr("Cleared since")};
    case ExceptionState::Decided: return {Mark::Neutral, dispositionWord(standing.disposition)};
    case ExceptionState::Investigated: return {Mark::Low, tr("Investigated")};
    case ExceptionState::Timing: return {Mark::Neutral, tr("Matter of days")};
    case ExceptionState::Undecided: break;
    }
    return {Mark::Medium, tr("To decide")};
}

void addException(ContextCard& card, const ReconDetail& detail, const ExceptionRow& row)
{
    const recon::ExceptionStanding& standing = row.standing;
    if (!recon::settles(standing.disposition) && !row.hintTexts.empty()) {
        card.addSection(tr("What could be done"));
        for (std::size_t i = 0; i < row.hintTexts.size(); ++i)
            card.addFact(resolutionWord(row.hints[i].kind), plain(row.hintTexts[i]));
    }
    card.addSection(tr("Who, and by when"));
    card.addFact(tr("Owner"), standing.owner.empty() ? tr("nobody yet") : plain(standing.owner));
    card.addFact(tr("Due"), standing.dueStated ? day(standing.due) : tr("%1, by the rules").arg(day(standing.due)));
    if (row.large)
        card.addFact(tr("Size"), detail.exceptions.limits && detail.exceptions.limits->limits.any() ? tr("large, by the account's own limits") : tr("large, by the rules"));
    card.addFact(tr("Decided"), decided(standing.disposition, standing.account));
    if (standing.disposition == recon::Disposition::None && standing.earlier != recon::Disposition::None)
        card.addFact(tr("Before"), tr("%1; decide anew for this period").arg(dispositionWord(standing.earlier)));
    if (!standing.control.empty())
        card.addFact(tr("Control"), plain(standing.control), QStringLiteral("controls:") + plain(standing.control));
    if (row.deficiency)
        card.addFact(tr("Deficiency"), deficiencyMarkWord(*row.deficiency), QStringLiteral("deficiencies:%1").arg(row.deficiency->id));
    if (row.carried > 0) {
        const QString times = counted(row.carried, tr("period"), tr("periods"));
        card.addFact(tr("Carried"), row.since.empty() ? tr("through %1; open before the first").arg(times) : tr("through %1, open since %2").arg(times, plain(row.since)));
    }
    if (!row.clearedIn.empty())
        card.addFact(tr("Cleared"), tr("in %1").arg(plain(row.clearedIn)));
    addHistory(card, row);
    if (!detail.exceptions.rules.adopted)
        card.addText(tr("Days and limits are those delivered (version %1); nobody of the company has approved them.").arg(detail.exceptions.rules.rules.version), true);
}

} // namespace oxseal::ui
