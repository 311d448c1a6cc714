// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/recon_dialogs.h"

#include "models/core/money.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/recon/recon_words.h"

#include <QLineEdit>
#include <QSpinBox>

namespace oxseal::ui {
namespace {

std::string words(const QLineEdit* edit) { return edit->text().trimmed().toStdString(); }

template <class Enum>
ChoiceBox::Choices choicesOf(std::initializer_list<Enum> values, QString (*word)(Enum))
{
    ChoiceBox::Choices choices;
    for (const Enum value : values)
        choices.emplace_back(QLatin1String(recon::name(value)), word(value));
    return choices;
}

/// "" when empty or an amount with at most the currency's decimals.
QString amountProblem(const QLineEdit* edit, int digits)
{
    const std::string text = words(edit);
    return text.empty() || parseMinor(text, digits) ? QString() : QObject::tr("Write the amount as 1234.50.");
}

std::optional<std::int64_t> amountOf(const QLineEdit* edit, int digits)
{
    const std::string text = words(edit);
    return text.empty() ? std::nullopt : parseMinor(text, digits);
}

} // namespace

std::optional<PlanAnswer> askForPlan(QWidget* parent, const AccountOverview& account, const std::vector<std::string>& people)
{
    using recon::AccountFrequency;
    using recon::AccountMethod;
    using recon::AccountRisk;
    const recon::AccountPlan& old = account.account.plan;
    FormDialog dialog(parent, QObject::tr("Assign account %1").arg(plain(old.account)), QObject::tr("Assign"));
    dialog.addWords(QStringLiteral("%1 · %2").arg(plain(account.entity), plain(account.account.name)), true);
    auto* method = new ChoiceBox(choicesOf({AccountMethod::Matching, AccountMethod::Schedule, AccountMethod::RollForward, AccountMethod::None}, methodWord),
        QLatin1String(recon::name(old.method)));
    auto* risk = new ChoiceBox(choicesOf({AccountRisk::Low, AccountRisk::Medium, AccountRisk::High}, riskWord), QLatin1String(recon::name(old.risk)));
    auto* frequency = new ChoiceBox(
        choicesOf({AccountFrequency::Quarterly, AccountFrequency::Yearly}, frequencyWord),
        QLatin1String(recon::name(old.frequency == AccountFrequency::Yearly ? AccountFrequency::Yearly : AccountFrequency::Quarterly))); // none is monthly: a period is a quarter
    ChoiceBox::Choices owners;
    for (const std::string& login : people)
        owners.emplace_back(QString::fromStdString(login), plain(login));
    auto* owner = new ChoiceBox(owners);
    owner->setEditable(true);
    owner->setCurrentText(QString::fromStdString(old.owner));
    auto* due = new QSpinBox;
    due->setRange(1, 60);
    due->setValue(old.dueBusinessDay);
    auto* because = new QLineEdit(QString::fromStdString(old.because));
    Form& form = dialog.form();
    form.addField(QObject::tr("Method"), method, QObject::tr("Matching compares line by line with a statement. The others state how the balance is supported."));
    form.addField(QObject::tr("Risk"), risk);
    form.addField(QObject::tr("Frequency"), frequency, QObject::tr("A period is a quarter. Work of every month belongs into a control."));
    form.addField(QObject::tr("Owner"), owner, QObject::tr("Who prepares it."));
    form.addField(QObject::tr("Due on business day"), due, QObject::tr("Counted from the period's end."));
    form.addField(QObject::tr("Because"), because, QObject::tr("Needed when the account has no method."));
    dialog.askReason();
    dialog.setCheck([=] {
        const bool none = method->value() == QLatin1String(recon::name(AccountMethod::None));
        return none && because->text().trimmed().isEmpty() ? QObject::tr("Say why the account needs no method.") : QString();
    });
    if (!dialog.ask())
        return std::nullopt;
    PlanAnswer answer{old, dialog.reason().toStdString()};
    answer.plan.name = account.account.name;
    answer.plan.method = recon::methodFromName(method->value().toStdString()).value_or(AccountMethod::Unassigned);
    answer.plan.risk = recon::riskFromName(risk->value().toStdString()).value_or(AccountRisk::Medium);
    answer.plan.frequency = recon::frequencyFromName(frequency->value().toStdString()).value_or(AccountFrequency::Quarterly);
    answer.plan.owner = owner->currentText().trimmed().toStdString();
    answer.plan.dueBusinessDay = due->value();
    answer.plan.because = words(because);
    return answer;
}

std::optional<LayOutAnswer> askToOpen(
    QWidget* parent, const AccountOverview& account, const std::vector<std::string>& statements, PeriodId period, bool first)
{
    const recon::AccountPlan& plan = account.account.plan;
    FormDialog dialog(parent, QObject::tr("Reconcile account %1").arg(plain(plan.account)), QObject::tr("Lay out"));
    dialog.addWords(QStringLiteral("%1 · %2").arg(plain(account.entity), plain(account.account.name)), true);
    dialog.addWords(QObject::tr("Lays the newest statement, ledger and trial balance of the period side by side. What was decided about lines "
                                "stays; groups are made anew."));
    ChoiceBox::Choices choices;
    for (const std::string& statement : statements)
        choices.emplace_back(QString::fromStdString(statement), plain(statement));
    auto* statement = new ChoiceBox(choices,
        QString::fromStdString(account.reconciliation ? account.reconciliation->statementAccount : plan.account));
    Form& form = dialog.form();
    form.addField(QObject::tr("Statements of"), statement, QObject::tr("The bank's account; only those imported for this entity are offered."));
    const int digits = account.digits;
    QLineEdit* bank = nullptr;
    QLineEdit* books = nullptr;
    FileField* items = nullptr;
    if (first) {
        bank = new QLineEdit;
        books = new QLineEdit;
        items = new FileField(QObject::tr("Choose the opening items"));
        form.addField(QObject::tr("Opening balance of the bank"), bank, QObject::tr("First period only; leave empty when the statement states it."));
        form.addField(QObject::tr("Opening balance of the books"), books, QObject::tr("First period only."));
        form.addField(QObject::tr("Items open before"), items,
            QObject::tr("A CSV with origin (bank or books), date, amount, reference and description."));
    }
    dialog.askReason();
    dialog.setCheck([=] {
        if (statement->count() == 0)
            return QObject::tr("Import a statement for this entity and period first.");
        if (!first)
            return QString();
        const QString wrong = amountProblem(bank, digits) + amountProblem(books, digits);
        return wrong.isEmpty() ? items->problem() : wrong;
    });
    if (!dialog.ask())
        return std::nullopt;
    LayOutAnswer answer;
    answer.request.entity = account.entity;
    answer.request.account = plan.account;
    answer.request.period = period;
    answer.request.statementAccount = statement->value().toStdString();
    if (first) {
        answer.request.bankOpening = amountOf(bank, digits);
        answer.request.booksOpening = amountOf(books, digits);
        answer.request.openingDigits = digits;
        answer.itemsFile = items->path();
    }
    answer.reason = dialog.reason().toStdString();
    return answer;
}

std::optional<ClassifyAnswer> askToClassify(QWidget* parent, const ReconView& view, const ReconItem& item)
{
    FormDialog dialog(parent, QObject::tr("Give the item a category"), QObject::tr("Classify"));
    dialog.addWords(QStringLiteral("%1 %2 · %3 · %4").arg(exactAmount(item.item.amount, view.row.digits), plain(view.row.currency),
        day(item.item.date), originWord(item.item.origin)));
    const QString about = plain(item.item.reference) + QLatin1Char(' ') + plain(item.item.description);
    if (!about.trimmed().isEmpty())
        dialog.addWords(about.trimmed(), true);
    auto* category = new ChoiceBox(categoriesFor(item.item), QLatin1String(recon::name(item.item.category)));
    auto* note = new QLineEdit(QString::fromStdString(item.note));
    auto* file = new FileField(QObject::tr("Choose the support"));
    Form& form = dialog.form();
    form.addField(QObject::tr("Category"), category, QObject::tr("Only categories that fit the side the item stands on."));
    form.addField(QObject::tr("Note"), note);
    form.addField(QObject::tr("Support"), file, item.item.evidence
            ? QObject::tr("One is attached already; a new one takes its place as the latest.")
            : QObject::tr("A timing item needs evidence that it cleared later."));
    dialog.askReason();
    dialog.setCheck([=] { return file->problem(); });
    if (!dialog.ask())
        return std::nullopt;
    return ClassifyAnswer{recon::categoryFromName(category->value().toStdString()).value_or(recon::ItemCategory::Unclassified), words(note),
        file->path(), dialog.reason().toStdString()};
}

std::optional<CodedReason> askForCode(
    QWidget* parent, const QString& title, const QString& verb, const QStringList& lines, const QString& suggestedCode)
{
    FormDialog dialog(parent, title, verb);
    for (const QString& line : lines)
        dialog.addWords(line);
    auto* code = new ChoiceBox(reasonCodes(), suggestedCode);
    dialog.form().addField(QObject::tr("Reason code"), code);
    dialog.askReason();
    if (!dialog.ask())
        return std::nullopt;
    return CodedReason{code->value().toStdString(), dialog.reason().toStdString()};
}

} // namespace oxseal::ui
