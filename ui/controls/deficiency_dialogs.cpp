// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/deficiency_dialogs.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace oxseal::ui {
namespace {

using namespace controls;

QString tr(const char* text) { return QCoreApplication::translate("Deficiencies", text); }

std::optional<std::int64_t> minorOf(const QLineEdit* field, const std::string& currency)
{
    const auto known = Currency::fromCode(currency);
    const std::string text = field->text().trimmed().toStdString();
    return known ? parseMinor(text.empty() ? "0" : text, known->digits()) : std::nullopt;
}

QLineEdit* lineField(const char* name, const QString& text = {})
{
    auto* field = new QLineEdit(text);
    field->setObjectName(QLatin1String(name));
    return field;
}

ChoiceBox::Choices controlChoices(const std::vector<std::pair<std::string, std::string>>& all, const QString& none)
{
    ChoiceBox::Choices choices{{QString(), none}};
    for (const auto& [code, description] : all)
        choices.emplace_back(QString::fromStdString(code), plain(code) + QLatin1Char(' ') + plain(description));
    return choices;
}

/// The fields of an evaluation and what they say.
class EvaluationForm
{
public:
    EvaluationForm(FormDialog& dialog, const DeficiencyContent& content, const DeficiencyView& view, const QString& currency) : content_(content)
    {
        const Evaluation before = view.standing.evaluation ? view.standing.said() : Evaluation();
        const int digits = view.digits();
        const auto money = [&](std::int64_t minor) { return minor == 0 ? QString() : QString::fromStdString(formatMinor(minor, digits)); };
        ChoiceBox::Choices chances;
        for (const Likelihood each : {Likelihood::Remote, Likelihood::ReasonablyPossible, Likelihood::Probable})
            chances.emplace_back(QLatin1String(name(each)), capital(sentence(("deficiency.likelihood." + std::string(name(each))).c_str())));
        likelihood_ = new ChoiceBox(chances, QLatin1String(name(before.likelihood)));
        currency_ = lineField("evaluate.currency", before.currency.empty() ? currency : plain(before.currency));
        known_ = lineField("evaluate.known", money(before.known));
        couldBe_ = lineField("evaluate.could_be", money(before.couldBe));
        control_ = new ChoiceBox(controlChoices(content.controls, tr("None")), before.compensation ? plain(before.compensation->control) : QString());
        control_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // descriptions are long
        control_->setMinimumContentsLength(24);
        leaves_ = lineField("evaluate.leaves", before.compensation ? money(before.compensation->leaves) : QString());
        prudent_ = new ChoiceBox({{QStringLiteral("yes"), tr("Yes, they would be satisfied")}, {QStringLiteral("no"), tr("No, they would not")}}, before.prudent ? QStringLiteral("yes") : QStringLiteral("no"));
        outcome_ = label({}, {}, true);
        Form& form = dialog.form();
        form.addField(tr("1. How likely is a misstatement that nobody catches?"), likelihood_);
        form.addField(tr("2. Currency of the amounts"), currency_);
        form.addField(tr("3. How much is known to be misstated?"), known_, tr("Nothing: leave it empty."));
        form.addField(tr("4. How much could it be at most?"), couldBe_, tr("By the balances and volumes exposed; whether it happened does not matter."));
        form.addField(tr("5. Which other control would catch it?"), control_, tr("It counts only when the register has it tested and working in this period."));
        form.addField(tr("How much slips past that control at most?"), leaves_);
        form.addField(tr("6. Would prudent officials be satisfied?"), prudent_, plain(content.terms.prudentOfficial.citation));
        form.addWidget(label(tr("7. Indicators of a material weakness that are there"), {}, true));
        for (const DeficiencyTerms::Term& term : content.terms.indicators) {
            auto* box = new QCheckBox(plain(term.text));
            box->setToolTip(plain(term.citation));
            box->setChecked(std::find(before.indicators.begin(), before.indicators.end(), term.code) != before.indicators.end());
            form.addWidget(box);
            indicators_.emplace_back(term.code, box);
        }
        form.addWidget(outcome_);
    }

    /// "" when all of it is fine; shows what it comes to.
    QString problem()
    {
        outcome_->clear();
        const auto read = said();
        if (!read)
            return tr("Amounts such as 1234.50, without a sign, in a currency such as USD.");
        if (read->couldBe == 0)
            return tr("Say how much it could be.");
        if (const Status fine = checkEvaluation(*read); !fine)
            return errorLine(fine.error());
        QStringList lines;
        const Proposal proposal = propose(content_.book.rules.rules, *read);
        for (const ProposalStep& step : proposal.steps)
            lines << plain(stepWords(step, read->currency, content_.terms));
        outcome_->setText(lines.join(QLatin1Char('\n')));
        return {};
    }

    [[nodiscard]] std::optional<Evaluation> said() const
    {
        Evaluation out;
        out.likelihood = likelihoodFromName(likelihood_->value().toStdString()).value_or(Likelihood::Probable);
        out.currency = currency_->text().trimmed().toUpper().toStdString();
        const auto known = minorOf(known_, out.currency);
        const auto couldBe = minorOf(couldBe_, out.currency);
        const auto leaves = minorOf(leaves_, out.currency);
        if (!known || !couldBe || !leaves)
            return std::nullopt;
        out.known = *known;
        out.couldBe = *couldBe;
        if (const std::string code = control_->value().toStdString(); !code.empty()) {
            const auto tested = content_.tested.find(code);
            out.compensation = Compensation{code, tested == content_.tested.end() ? Tested::NotYet : tested->second, *leaves};
        }
        out.prudent = prudent_->value() == QLatin1String("yes");
        for (const auto& [code, box] : indicators_) {
            if (box->isChecked())
                out.indicators.push_back(code);
        }
        return out;
    }

private:
    const DeficiencyContent& content_;
    ChoiceBox* likelihood_ = nullptr;
    QLineEdit* currency_ = nullptr;
    QLineEdit* known_ = nullptr;
    QLineEdit* couldBe_ = nullptr;
    ChoiceBox* control_ = nullptr;
    QLineEdit* leaves_ = nullptr;
    ChoiceBox* prudent_ = nullptr;
    std::vector<std::pair<std::string, QCheckBox*>> indicators_;
    QLabel* outcome_ = nullptr;
};

QString headOf(const DeficiencyView& view) { return QStringLiteral("#%1 %2").arg(view.row.id).arg(plain(view.row.title)); }

DeficiencyLevel levelOf(const ChoiceBox* box) { return deficiencyLevelFromName(box->value().toStdString()).value_or(DeficiencyLevel::Control); }

} // namespace

std::optional<EvaluationAnswer> askToEvaluate(QWidget* parent, const DeficiencyContent& content, const DeficiencyView& view, const QString& currency)
{
    FormDialog dialog(parent, tr("Evaluate a deficiency"), tr("Record"));
    dialog.addWords(headOf(view));
    dialog.addWords(tr("The sums propose; another person concludes."), true);
    EvaluationForm form(dialog, content, view, currency);
    dialog.askReason();
    dialog.setCheck([&form] { return form.problem(); });
    if (!dialog.ask())
        return std::nullopt;
    return EvaluationAnswer{form.said().value_or(Evaluation()), dialog.reason().toStdString()};
}

std::optional<ConclusionAnswer> askToConcludeOn(QWidget* parent, const DeficiencyContent& content, const DeficiencyView& view)
{
    FormDialog dialog(parent, tr("Conclude on a deficiency"), tr("Conclude"));
    dialog.addWords(headOf(view));
    for (const ProposalStep& step : view.proposal->steps)
        dialog.addWords(plain(stepWords(step, view.standing.said().currency, content.terms)), true);
    ChoiceBox::Choices levels;
    for (const DeficiencyLevel each : {DeficiencyLevel::None, DeficiencyLevel::Control, DeficiencyLevel::Significant, DeficiencyLevel::Material})
        levels.emplace_back(QLatin1String(name(each)), levelWord(each));
    auto* level = new ChoiceBox(levels, QLatin1String(name(view.proposal->level)));
    level->setObjectName(QStringLiteral("conclude.level"));
    QLineEdit* because = lineField("conclude.because");
    dialog.form().addField(tr("It is"), level, tr("Proposed: %1").arg(plain(levelWords(view.proposal->level))));
    dialog.form().addField(tr("Why less than proposed"), because, tr("Only then; it is shown wherever the conclusion is."));
    dialog.askReason();
    dialog.setCheck([=, proposed = view.proposal->level]() -> QString {
        return levelOf(level) < proposed && because->text().trimmed().isEmpty() ? tr("Say why it is less than proposed.") : QString();
    });
    if (!dialog.ask())
        return std::nullopt;
    return ConclusionAnswer{levelOf(level), because->text().trimmed().toStdString(), dialog.reason().toStdString()};
}

std::optional<RemedyAnswer> askForRemedy(QWidget* parent, const DeficiencyView& view, Day today)
{
    FormDialog dialog(parent, tr("Record the remedy"), tr("Record"));
    dialog.addWords(headOf(view));
    auto* since = new DayEdit(today);
    QLineEdit* retest = lineField("remedy.retest");
    dialog.form().addField(tr("Works since"), since, tr("The day from which the control works, not the day of writing it down."));
    dialog.form().addField(tr("What the retest showed"), retest, tr("Such as: 25 of 25 reconciliations signed in time, evidence 14"));
    dialog.askReason();
    dialog.setCheck([=]() -> QString {
        if (since->day() > today)
            return tr("The day is still to come.");
        return retest->text().trimmed().isEmpty() ? tr("Say what the retest showed.") : QString();
    });
    if (!dialog.ask())
        return std::nullopt;
    return RemedyAnswer{since->day(), retest->text().trimmed().toStdString(), dialog.reason().toStdString()};
}

std::optional<ToldAnswer> askWhoWasTold(QWidget* parent, const DeficiencyView& view, Day today)
{
    FormDialog dialog(parent, tr("Record who was told"), tr("Record"));
    dialog.addWords(headOf(view));
    auto* whom = new ChoiceBox({{QStringLiteral("auditor"), tr("The auditor")}, {QStringLiteral("audit_committee"), tr("The audit committee")}},
        view.standing.toldAuditor ? QStringLiteral("audit_committee") : QStringLiteral("auditor"));
    auto* on = new DayEdit(today);
    dialog.form().addField(tr("Told"), whom, tr("Exhibit 31, paragraph 5(a)"));
    dialog.form().addField(tr("On"), on);
    dialog.askReason();
    dialog.setCheck([=]() -> QString { return on->day() > today ? tr("The day is still to come.") : QString(); });
    if (!dialog.ask())
        return std::nullopt;
    return ToldAnswer{toldFromName(whom->value().toStdString()).value_or(Told::Auditor), on->day(), dialog.reason().toStdString()};
}

std::optional<MaterialityAnswer> askForMateriality(QWidget* parent, const Json& body, const QString& currency, Day from)
{
    FormDialog dialog(parent, tr("State materiality"), tr("Propose"));
    dialog.addWords(tr("Management's own amount, in whole units. It counts once a second person has approved it; conclusions keep the version they were measured by."));
    QLineEdit* unit = lineField("materiality.currency", currency);
    const auto before = body["materiality"][currency.toStdString()];
    QLineEdit* whole = lineField("materiality.amount", before.isInteger() ? QString::number(before.toInteger()) : QString());
    QLineEdit* basis = lineField("materiality.basis", QString::fromStdString(body["basis"].toString()));
    QLineEdit* share = lineField("materiality.share", QString::fromStdString(formatMinor(body["significant_share"].toInteger(), 2)));
    auto* since = new DayEdit(from);
    dialog.form().addField(tr("Currency"), unit, tr("Amounts in other currencies stay as they are."));
    dialog.form().addField(tr("Materiality"), whole, tr("Whole units, such as 450000"));
    dialog.form().addField(tr("Taken from"), basis, tr("Such as: 5 % of income before tax of 2025"));
    dialog.form().addField(tr("Merits attention from, in % of it"), share, tr("Expected practice, no rule of law."));
    dialog.form().addField(tr("From"), since);
    dialog.askReason();
    const auto made = [=]() -> std::optional<Json> {
        std::int64_t units = 0;
        const auto percent = parseMinor(share->text().trimmed().toStdString(), 2);
        if (!parseInteger(whole->text().trimmed().toStdString(), units) || !percent)
            return std::nullopt;
        Json amounts = body["materiality"];
        amounts.set(unit->text().trimmed().toUpper().toStdString(), units);
        Json next = body;
        return next.set("materiality", std::move(amounts)).set("basis", basis->text().trimmed().toStdString()).set("significant_share", *percent).set("effective", since->day().iso());
    };
    dialog.setCheck([made]() -> QString {
        const auto next = made();
        if (!next)
            return tr("Whole units such as 450000, and a share such as 20.");
        const auto parsed = parseSeverityRules(*next);
        return parsed ? QString() : errorLine(parsed.error());
    });
    if (!dialog.ask())
        return std::nullopt;
    return MaterialityAnswer{made().value_or(body), dialog.reason().toStdString()};
}

} // namespace oxseal::ui
