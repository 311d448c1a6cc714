// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/company_dialogs.h"

#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/secret_fields.h"
#include "ui/common/words.h"
#include "ui/settings/company_form.h"

#include <QComboBox>
#include <QLineEdit>

namespace oxseal::ui {
namespace {

constexpr int kDialogWidth = 2 * kFormWidth + 120;

std::string text(const QLineEdit* edit) { return edit->text().trimmed().toStdString(); }

bool anything(const CompanyChange& change)
{
    return change.name || change.ipoDate || change.fiscalYearEnd || change.publicFloatMinor || change.revenueMinor || change.priorCategory
        || change.reportingCurrency;
}

QString percentText(int basisPoints)
{
    return QString::number(basisPoints / 100) + (basisPoints % 100 == 0 ? QString() : QStringLiteral(".%1").arg(basisPoints % 100, 2, 10, QLatin1Char('0')));
}

std::optional<int> basisPoints(const QString& percent)
{
    const auto minor = parseMinor(percent.trimmed().toStdString(), 2);
    if (!minor || *minor < 0 || *minor > 10000)
        return std::nullopt;
    return static_cast<int>(*minor);
}

} // namespace

std::optional<CompanyAnswer> askForCompany(QWidget* parent, const CompanyFacts& facts, Day today)
{
    FormDialog dialog(parent, QObject::tr("Facts of the company"), QObject::tr("Record the facts"));
    dialog.setMinimumWidth(kDialogWidth);
    dialog.form().setMaximumWidth(kDialogWidth); // two columns, each within the measure of text
    auto* form = new CompanyForm(today);
    form->set(facts);
    auto* area = scrolled(form);
    area->setMinimumHeight(kTextMeasure);
    dialog.form().addWidget(area);
    dialog.askReason(QObject::tr("Facts of the fiscal year"));
    dialog.setCheck([&] {
        const QString problem = form->problem();
        if (!problem.isEmpty())
            return problem;
        return anything(form->changeFrom(facts)) ? QString() : QObject::tr("Nothing has changed.");
    });
    if (!dialog.ask())
        return std::nullopt;
    return CompanyAnswer{form->changeFrom(facts), dialog.reason().toStdString()};
}

std::optional<EntityAnswer> askForEntity(QWidget* parent, const Entity& entity, bool isNew, const std::vector<Entity>& others)
{
    FormDialog dialog(parent, isNew ? QObject::tr("Add an entity") : QObject::tr("Entity %1").arg(plain(entity.code)), isNew ? QObject::tr("Add") : QObject::tr("Change"));
    auto* code = addLine(dialog, QObject::tr("Code"), QObject::tr("Short, for example US01; stays for ever."), plain(entity.code));
    code->setReadOnly(!isNew);
    auto* name = addLine(dialog, QObject::tr("Legal name"), {}, plain(entity.name));
    auto* parentBox = new QComboBox;
    parentBox->addItem(QObject::tr("None: the top of the group"), QVariant::fromValue<qlonglong>(0));
    for (const Entity& other : others) {
        if (other.code != entity.code)
            parentBox->addItem(plain(other.code + " – " + other.name), QVariant::fromValue<qlonglong>(other.id.value));
    }
    parentBox->setCurrentIndex(std::max(0, parentBox->findData(QVariant::fromValue<qlonglong>(entity.parent.value))));
    dialog.form().addField(QObject::tr("Parent"), parentBox);
    auto* share = addLine(dialog, QObject::tr("Share of the parent in per cent"), {}, percentText(entity.ownershipBasisPoints));
    auto* country = addLine(dialog, QObject::tr("Country"), QObject::tr("Two letters, for example US."), plain(entity.country));
    auto* currency = addLine(dialog, QObject::tr("Functional currency"), QObject::tr("Three letters, for example USD."), plain(entity.currency.code()));
    auto* yearEnd = addLine(dialog, QObject::tr("Fiscal year ends on"), QObject::tr("Month and day, for example 12-31."),
        entity.fiscalYearEnd.empty() ? QStringLiteral("12-31") : plain(entity.fiscalYearEnd));
    auto* erp = addLine(dialog, QObject::tr("Company code in the ERP"), QObject::tr("When it differs from the code."), plain(entity.erpCode));
    auto* scope = addLine(dialog, QObject::tr("Why in scope"), {}, plain(entity.scopeReason));
    dialog.askReason(isNew ? QObject::tr("Group structure") : QString());
    dialog.setCheck([&] {
        if (text(code).empty() || text(name).empty())
            return QObject::tr("Fill in code and name.");
        if (!basisPoints(share->text()))
            return QObject::tr("Write the share as a number from 0 to 100.");
        if (country->text().trimmed().size() != 2)
            return QObject::tr("Write the country as two letters.");
        if (!Currency::fromCode(currency->text().trimmed().toUpper().toStdString()))
            return QObject::tr("Write the currency as three letters.");
        return isYearEnd(text(yearEnd)) ? QString() : QObject::tr("Write the fiscal year end as month and day, for example 12-31.");
    });
    (isNew ? code : name)->setFocus();
    if (!dialog.ask())
        return std::nullopt;
    Entity out = entity;
    out.code = text(code);
    out.name = text(name);
    out.parent = EntityId(parentBox->currentData().toLongLong());
    out.ownershipBasisPoints = *basisPoints(share->text());
    out.country = country->text().trimmed().toUpper().toStdString();
    out.currency = *Currency::fromCode(currency->text().trimmed().toUpper().toStdString());
    out.fiscalYearEnd = text(yearEnd);
    out.erpCode = text(erp);
    out.scopeReason = text(scope);
    return EntityAnswer{std::move(out), dialog.reason().toStdString()};
}

QString nextPeriodName(const std::vector<PeriodRow>& periods, Day today)
{
    if (!periods.empty()) {
        const Period& last = periods.back().period;
        return last.quarter == 4 ? QStringLiteral("%1-Q1").arg(last.fiscalYear + 1) : QStringLiteral("%1-Q%2").arg(last.fiscalYear).arg(last.quarter + 1);
    }
    const int quarter = (static_cast<int>(static_cast<unsigned>(today.ymd().month())) - 1) / 3; // the one before the present one, 0: of last year
    return quarter == 0 ? QStringLiteral("%1-Q4").arg(today.year() - 1) : QStringLiteral("%1-Q%2").arg(today.year()).arg(quarter);
}

std::optional<PeriodAnswer> askForPeriod(QWidget* parent, const QString& suggested)
{
    FormDialog dialog(parent, QObject::tr("Add a period"), QObject::tr("Add"));
    auto* name = addLine(dialog, QObject::tr("Period"), QObject::tr("Fiscal year and quarter, for example 2026-Q3."), suggested);
    dialog.askReason(QObject::tr("Next quarter"));
    dialog.setCheck([&] { return parsePeriodName(text(name)) ? QString() : QObject::tr("Write fiscal year and quarter, for example 2026-Q3."); });
    if (!dialog.ask())
        return std::nullopt;
    return PeriodAnswer{text(name), dialog.reason().toStdString()};
}

} // namespace oxseal::ui
