// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/recon_words.h"

#include "storage/actions/recon_actions.h"
#include "ui/common/words.h"
#include "ui/recon/schedule_tables.h"

#include <QCoreApplication>

#include <algorithm>

namespace oxseal::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Reconciliation", text); }

} // namespace

QString methodWord(recon::AccountMethod method)
{
    switch (method) {
    case recon::AccountMethod::Matching: return tr("Matching");
    case recon::AccountMethod::Schedule: return tr("Schedule");
    case recon::AccountMethod::RollForward: return tr("Roll-forward");
    case recon::AccountMethod::None: return tr("None, with a reason");
    case recon::AccountMethod::Unassigned: break;
    }
    return tr("Not assigned");
}

QString riskWord(recon::AccountRisk risk)
{
    switch (risk) {
    case recon::AccountRisk::Low: return tr("Low");
    case recon::AccountRisk::High: return tr("High");
    case recon::AccountRisk::Medium: break;
    }
    return tr("Medium");
}

QString frequencyWord(recon::AccountFrequency frequency)
{
    switch (frequency) {
    case recon::AccountFrequency::Monthly: return tr("Monthly");
    case recon::AccountFrequency::Yearly: return tr("Yearly");
    case recon::AccountFrequency::Quarterly: break;
    }
    return tr("Quarterly");
}

QString originWord(recon::ItemOrigin origin)
{
    switch (origin) {
    case recon::ItemOrigin::Bank: return tr("Bank");
    case recon::ItemOrigin::Books: return tr("Books");
    case recon::ItemOrigin::Difference: break;
    }
    return tr("Matched group");
}

QString categoryWord(recon::ItemCategory category)
{
    using recon::ItemCategory;
    switch (category) {
    case ItemCategory::DepositInTransit: return tr("Deposit in transit");
    case ItemCategory::OutstandingCheque: return tr("Outstanding cheque");
    case ItemCategory::AchInFlight: return tr("ACH in flight");
    case ItemCategory::CardSettlementLag: return tr("Card settlement lag");
    case ItemCategory::BankError: return tr("Bank error");
    case ItemCategory::BookErrorTransposition: return tr("Book error: digits swapped");
    case ItemCategory::BookErrorOmission: return tr("Book error: not booked");
    case ItemCategory::BookErrorDuplicate: return tr("Book error: booked twice");
    case ItemCategory::UnbookedFee: return tr("Fee not booked");
    case ItemCategory::UnbookedInterest: return tr("Interest not booked");
    case ItemCategory::ReturnedItem: return tr("Returned item (NSF)");
    case ItemCategory::Lockbox: return tr("Lockbox");
    case ItemCategory::ExchangeDifference: return tr("Exchange difference");
    case ItemCategory::Unidentified: return tr("Not identified (suspense)");
    case ItemCategory::Unclassified: break;
    }
    return tr("No category yet");
}

QString ageWord(recon::AgeBucket bucket)
{
    switch (bucket) {
    case recon::AgeBucket::UpTo30: return tr("0–30 days");
    case recon::AgeBucket::UpTo60: return tr("31–60 days");
    case recon::AgeBucket::UpTo90: return tr("61–90 days");
    case recon::AgeBucket::Over90: break;
    }
    return tr("over 90 days");
}

ChoiceBox::Choices categoriesFor(const recon::OpenItem& item)
{
    ChoiceBox::Choices choices;
    for (int i = 1; i <= static_cast<int>(recon::ItemCategory::Unidentified); ++i) {
        const auto category = static_cast<recon::ItemCategory>(i);
        if (recon::fits(category, item.origin, item.amount))
            choices.emplace_back(QLatin1String(recon::name(category)), categoryWord(category));
    }
    return choices;
}

QString reasonCodeWord(const std::string& code)
{
    static const std::vector<std::pair<std::string, const char*>> kWords{
        {"reference_differs", QT_TRANSLATE_NOOP("Reconciliation", "The references differ, the payment is the same")},
        {"confirmed_by_bank", QT_TRANSLATE_NOOP("Reconciliation", "Confirmed by the bank")},
        {"split_payment", QT_TRANSLATE_NOOP("Reconciliation", "One payment in several parts")},
        {"amount_differs", QT_TRANSLATE_NOOP("Reconciliation", "The amounts differ, the rest becomes an item")},
        {"reversal", QT_TRANSLATE_NOOP("Reconciliation", "The lines reverse each other")},
        {"engine_wrong", QT_TRANSLATE_NOOP("Reconciliation", "The rule was wrong")},
        {"other", QT_TRANSLATE_NOOP("Reconciliation", "Another reason, given below")},
    };
    const auto found = std::find_if(kWords.begin(), kWords.end(), [&](const auto& each) { return each.first == code; });
    return found == kWords.end() ? plain(code) : tr(found->second);
}

ChoiceBox::Choices reasonCodes()
{
    ChoiceBox::Choices choices;
    for (const std::string& code : matchReasonCodes())
        choices.emplace_back(QString::fromStdString(code), reasonCodeWord(code));
    return choices;
}

QString groupTypeWord(const std::string& type)
{
    if (type == "one_to_one")
        return tr("1 – 1");
    if (type == "one_to_many")
        return tr("1 – N");
    if (type == "many_to_one")
        return tr("N – 1");
    if (type == "many_to_many")
        return tr("N – M");
    if (type == "reversal_left")
        return tr("Reversal, bank");
    if (type == "reversal_right")
        return tr("Reversal, books");
    return type == "candidates" ? tr("Candidates") : plain(type);
}

MarkedWord groupState(const std::string& state)
{
    if (state == "suggested")
        return {Mark::Medium, tr("Suggested")};
    if (state == "ambiguous")
        return {Mark::High, tr("Ambiguous")};
    if (state == "manual")
        return {Mark::Accent, tr("By a person")};
    return {Mark::Good, tr("Matched")};
}

QString invariantWords(int number)
{
    switch (number) {
    case 1: return tr("Statement: opening balance + lines = closing balance");
    case 2: return tr("Statement: opening balance = closing balance of the period before");
    case 3: return tr("Books: opening balance + lines = closing balance = trial balance");
    case 4: return tr("Bank end − books end = open bank − open books + what groups leave");
    case 5: return tr("Open items before + new − cleared = open items now");
    case 6: return tr("Every line of every file is here exactly once");
    case 7: return tr("The lines of each group net to what it leaves");
    case 8: return tr("Total stated by the file = total imported");
    default: break;
    }
    return QString::number(number);
}

MarkedWord holdsWord(recon::Holds holds)
{
    switch (holds) {
    case recon::Holds::Yes: return {Mark::Good, tr("Holds")};
    case recon::Holds::No: return {Mark::Critical, tr("Fails")};
    case recon::Holds::NotStated: break;
    }
    return {Mark::Neutral, tr("Not stated")};
}

MarkedWord reconState(const std::string& state)
{
    if (state == "prepared")
        return {Mark::Accent, tr("Prepared")};
    if (state == "reviewed")
        return {Mark::Good, tr("Reviewed")};
    return {Mark::Neutral, tr("Open")};
}

MarkedWord accountStanding(const AccountOverview& row)
{
    using recon::AccountMethod;
    using recon::AccountState;
    if (row.reconciliation) {
        if (row.inputsChanged)
            return {Mark::High, tr("Newer files")};
        if (row.reconciliation->state == "open" && row.difference != 0)
            return {Mark::Critical, tr("Does not agree")};
        if (row.reconciliation->state == "open" && row.pending + row.unclassified > 0)
            return {Mark::Medium, tr("To decide")};
        return reconState(row.reconciliation->state);
    }
    if (row.schedule)
        return scheduleStanding(row);
    if (row.closed)
        return {Mark::Good, tr("Closed by rule")};
    if (row.account.state == AccountState::Gone)
        return {Mark::Medium, tr("Gone")};
    if (row.support == recon::AccountSupport::NotDue)
        return {Mark::Neutral, tr("Not due")};
    switch (row.account.plan.method) {
    case AccountMethod::Unassigned: return {Mark::High, tr("Unassigned")};
    case AccountMethod::Matching: return {Mark::Medium, tr("Not begun")};
    case AccountMethod::None: return {Mark::Neutral, tr("Not needed")};
    case AccountMethod::Schedule:
    case AccountMethod::RollForward: break;
    }
    return row.late ? MarkedWord{Mark::High, tr("Late")} : MarkedWord{Mark::Medium, tr("Not begun")};
}

QString exactAmount(std::int64_t minor, int digits)
{
    const QString shown = amount(minor, digits);
    return minor != 0 ? shown : digits == 0 ? QStringLiteral("0") : QStringLiteral("0.") + QString(digits, QLatin1Char('0'));
}

QString whyNotProved(const ReconView& view)
{
    const Status proved = reconciliationProved(view);
    if (proved)
        return {};
    const std::string id = proved.error().id();
    QString wayOut;
    if (id == kInputsChanged.id)
        wayOut = tr("Lay the files out anew first.");
    else if (id == kDecisionsPending.id)
        wayOut = tr("Confirm or dissolve them in the queue.");
    else if (id == kItemsUnclassified.id)
        wayOut = tr("Give each a category in the queue.");
    else if (id == kProofNotZero.id)
        wayOut = tr("Find the difference: it must be exactly zero.");
    else
        wayOut = tr("See the checks; the files imported are wrong or incomplete.");
    return sentence(proved.error().id(), proved.error().arguments()) + QLatin1Char(' ') + wayOut;
}

} // namespace oxseal::ui
