// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/certification/readiness_dialogs.h"

#include "storage/texts/texts.h"
#include "ui/common/command.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/prose_field.h"
#include "ui/common/words.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>

#include <algorithm>

namespace oxseal::ui {
namespace {

using namespace oxseal::certification;

constexpr int kMostWeaknesses = 99;

std::string typed(const QLineEdit& field) { return field.text().trimmed().toStdString(); }

} // namespace

std::optional<DispositionAnswer> askDisposition(QWidget* parent, const OpenMatter& matter, DispositionKind kind)
{
    FormDialog dialog(parent, QObject::tr("Decide about an open matter"), QObject::tr("Record the decision"));
    dialog.addWords(plain(texts::what(matter.finding)));
    dialog.addWords(QObject::tr("The matter stays in the record with your decision beside it. It counts as undisposed again when it becomes "
                               "more severe."),
        true);
    auto* choice = new QComboBox;
    choice->setObjectName(QStringLiteral("disposition"));
    const std::pair<DispositionKind, QString> kinds[] = {{DispositionKind::Resolved, QObject::tr("Resolved")},
        {DispositionKind::Disclosed, QObject::tr("Disclosed in the report")},
        {DispositionKind::NotMaterial, QObject::tr("Not material, because …")},
        {DispositionKind::AlternativeProcedure, QObject::tr("Alternative procedure by …")}};
    for (const auto& [value, words] : kinds) {
        choice->addItem(words, static_cast<int>(value));
        if (value == kind)
            choice->setCurrentIndex(choice->count() - 1);
    }
    dialog.form().addField(QObject::tr("Decision"), choice);
    auto* because = new ProseField();
    because->setObjectName(QStringLiteral("because"));
    dialog.form().addField(QObject::tr("Because"), because, QObject::tr("Stands in the readiness record as you write it."));
    auto* by = new QLineEdit;
    by->setObjectName(QStringLiteral("by"));
    dialog.form().addField(QObject::tr("Performed by"), by, QObject::tr("Needed for an alternative procedure."));
    dialog.askReason();
    const auto chosen = [choice] { return static_cast<DispositionKind>(choice->currentData().toInt()); };
    const auto enable = [by, chosen] {
        setReason(by, chosen() == DispositionKind::AlternativeProcedure ? QString() : QObject::tr("Only an alternative procedure has a performer."));
    };
    QObject::connect(choice, &QComboBox::currentIndexChanged, by, enable);
    enable();
    dialog.setCheck([=] {
        if (because->typed().empty())
            return QObject::tr("Say why first.");
        if (chosen() == DispositionKind::AlternativeProcedure && typed(*by).empty())
            return QObject::tr("Name who performs the procedure first.");
        return QString();
    });
    because->setFocus();
    if (!dialog.ask())
        return std::nullopt;
    DispositionAnswer result;
    result.input.fingerprint = matter.finding.fingerprint;
    result.input.kind = chosen();
    result.input.because = because->typed();
    result.input.by = result.input.kind == DispositionKind::AlternativeProcedure ? typed(*by) : std::string();
    result.reason = dialog.reason();
    return result;
}

std::optional<DcpAnswer> askDcpConclusion(QWidget* parent, const ReadinessFacts& facts, Day today)
{
    FormDialog dialog(parent, QObject::tr("Conclude on disclosure controls and procedures"), QObject::tr("Record the conclusion"));
    dialog.addWords(QObject::tr("Regulation S-K Item 307 (17 CFR 229.307, in force since 14 August 2003): effective or not effective; there "
                               "is no conclusion between the two."),
        true);
    auto* conclusion = new QComboBox;
    conclusion->addItems({QObject::tr("Effective"), QObject::tr("Not effective")});
    auto* asOf = new DayEdit(facts.periodEnd);
    auto* concludedOn = new DayEdit(std::max(today, facts.periodEnd.plus(1)));
    auto* basis = new ProseField();
    basis->setObjectName(QStringLiteral("basis"));
    auto* weaknesses = new QSpinBox;
    weaknesses->setRange(0, kMostWeaknesses);
    auto* counsel = new QLineEdit;
    if (facts.dcp) {
        conclusion->setCurrentIndex(facts.dcp->effective ? 0 : 1);
        basis->setPlainText(plain(facts.dcp->basis, true));
        weaknesses->setValue(facts.dcp->openMaterialWeaknesses);
        counsel->setText(plain(facts.dcp->counsel));
    }
    Form& form = dialog.form();
    form.addField(QObject::tr("Conclusion"), conclusion);
    form.addField(QObject::tr("Evaluated as of"), asOf, QObject::tr("The last day of the period (Rule 13a-15(b))."));
    form.addField(QObject::tr("Concluded on"), concludedOn,
        QObject::tr("After the period's end, not after filing, within %1 days before it.").arg(facts.evaluationWindow));
    form.addField(QObject::tr("Basis"), basis, QObject::tr("What the conclusion rests on; stands in the readiness record."));
    form.addField(QObject::tr("Open material weaknesses"), weaknesses);
    form.addField(QObject::tr("Counsel"), counsel, QObject::tr("Needed for “effective” while a material weakness is open."));
    dialog.askReason();
    dialog.setCheck([=] {
        if (basis->typed().empty())
            return QObject::tr("Say what the conclusion rests on first.");
        if (conclusion->currentIndex() == 0 && weaknesses->value() > 0 && typed(*counsel).empty())
            return QObject::tr("Name counsel, or conclude not effective.");
        return QString();
    });
    if (!dialog.ask())
        return std::nullopt;
    DcpAnswer result;
    result.conclusion.effective = conclusion->currentIndex() == 0;
    result.conclusion.asOf = asOf->day();
    result.conclusion.concludedOn = concludedOn->day();
    result.conclusion.basis = basis->typed();
    result.conclusion.counsel = typed(*counsel);
    result.conclusion.openMaterialWeaknesses = weaknesses->value();
    result.reason = dialog.reason();
    return result;
}

std::optional<ChangeAnswer> askIcfrChange(QWidget* parent, const IcfrChangeRow* existing)
{
    const bool judging = existing != nullptr;
    FormDialog dialog(parent, judging ? QObject::tr("Judge a change in internal control") : QObject::tr("Record a change in internal control"),
        judging ? QObject::tr("Record the judgement") : QObject::tr("Record the change"));
    dialog.addWords(QObject::tr("Paragraph 4(d) of the certificate: changes that materially affected, or are reasonably likely to materially "
                               "affect, internal control over financial reporting (Exchange Act Rule 13a-15(d), in force since "
                               "14 August 2003)."),
        true);
    auto* what = new ProseField(judging ? plain(existing->what, true) : QString());
    what->setObjectName(QStringLiteral("what"));
    what->setReadOnly(judging);
    auto* likely = new QComboBox;
    likely->setObjectName(QStringLiteral("likely"));
    if (!judging)
        likely->addItem(QObject::tr("Not judged yet"));
    likely->addItems({QObject::tr("No, not reasonably likely to affect it materially"), QObject::tr("Yes, reasonably likely")});
    auto* why = new ProseField(judging ? plain(existing->why, true) : QString());
    why->setObjectName(QStringLiteral("why"));
    auto* by = new QLineEdit(judging ? plain(existing->by) : QString());
    if (judging && existing->likely)
        likely->setCurrentIndex(*existing->likely ? 1 : 0);
    dialog.form().addField(QObject::tr("Change"), what);
    dialog.form().addField(QObject::tr("Likely to affect internal control"), likely);
    dialog.form().addField(QObject::tr("Why"), why, QObject::tr("Needed with a judgement."));
    dialog.form().addField(QObject::tr("Judged by"), by);
    dialog.askReason();
    const int open = judging ? -1 : 0; // index of "not judged yet"
    dialog.setCheck([=] {
        if (what->typed().empty())
            return QObject::tr("Say what changed first.");
        if (likely->currentIndex() != open && why->typed().empty())
            return QObject::tr("Say why it was judged so first.");
        return QString();
    });
    (judging ? why : what)->setFocus();
    if (!dialog.ask())
        return std::nullopt;
    ChangeAnswer result{what->typed(), std::nullopt, why->typed(), typed(*by), dialog.reason()};
    if (likely->currentIndex() != open)
        result.likely = likely->currentIndex() == open + 2;
    return result;
}

} // namespace oxseal::ui
