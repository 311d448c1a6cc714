// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/company_form.h"

#include "models/calendar/filer_status.h"
#include "models/people/entity.h"
#include "storage/reads/certification_reads.h"
#include "ui/common/day_field.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

/// End of the fiscal year that `today` lies in; 31 December while none is recorded.
Day yearEndAround(const std::string& yearEnd, Day today)
{
    const std::string monthDay = isYearEnd(yearEnd) ? (yearEnd == "02-29" ? "02-28" : yearEnd) : std::string("12-31");
    const auto in = [&](int year) { return *Day::fromIso(std::to_string(year) + "-" + monthDay); };
    return in(today.year()) < today ? in(today.year() + 1) : in(today.year());
}

std::optional<std::int64_t> minorOf(const QLineEdit* edit)
{
    const auto whole = calendar::parseDollars(edit->text().trimmed().toStdString());
    return whole ? std::optional<std::int64_t>(*whole * 100) : std::nullopt;
}

QString wholeDollars(std::int64_t whole) { return QObject::tr("USD %1").arg(count(whole)); }

} // namespace

QString dollars(std::int64_t minor) { return wholeDollars(minor / 100); }

FilerWords filerWords(const CompanyFacts& facts, Day today)
{
    FilerWords out;
    const Day yearEnd = yearEndAround(facts.fiscalYearEnd, today);
    const auto explained = explainFilerStatus(facts, yearEnd);
    if (!explained) {
        out.why << errorLine(explained.error());
        return out;
    }
    if (!*explained)
        return out;
    const calendar::FilerStatus& status = (*explained)->status;
    const calendar::StatusRules& rules = (*explained)->rules;
    QString words = capital(sentence((std::string("filer.category.") + calendar::name(status.category)).c_str()));
    if (status.src)
        words += QObject::tr(", smaller reporting company");
    if (status.egc)
        words += QObject::tr(", emerging growth company");
    out.category = words;
    out.why << QObject::tr("For the fiscal year ending %1: annual report within %2, quarterly reports within %3.")
                   .arg(day(yearEnd), counted(status.annualDays, QObject::tr("day"), QObject::tr("days")),
                       counted(status.quarterlyDays, QObject::tr("day"), QObject::tr("days")));
    out.why << QObject::tr("Large accelerated from a public float of %1, accelerated from %2 unless revenue stays under %3 and the float under %4.")
                   .arg(wholeDollars(rules.lafEntry), wholeDollars(rules.afEntry), wholeDollars(rules.srcRevenue), wholeDollars(rules.srcRevenueFloat));
    out.why << (status.attestation404b ? QObject::tr("The auditor attests internal control over financial reporting, Section 404(b).")
                                       : QObject::tr("No attestation of the auditor under Section 404(b)."));
    if (status.egcUntil && status.egc)
        out.why << QObject::tr("Emerging growth by age until %1.").arg(day(*status.egcUntil));
    for (const auto& note : status.notes)
        out.why << sentence(note.c_str());
    out.why << QObject::tr("%1, in force since %2.").arg(plain(rules.source), day(rules.from));
    return out;
}

CompanyForm::CompanyForm(Day today, QWidget* parent)
    : QWidget(parent)
    , today_(today)
    , form_(new Form)
{
    // What follows from the facts stands beside them: it changes while they are typed.
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, kGap12, 0);
    layout->setSpacing(kGap24);
    name_ = new QLineEdit;
    yearEnd_ = new QLineEdit;
    yearEnd_->setPlaceholderText(tr("12-31"));
    ipo_ = new DayField;
    float_ = new QLineEdit;
    revenue_ = new QLineEdit;
    prior_ = new QComboBox;
    prior_->addItem(tr("None yet"), QString());
    for (const auto category : {calendar::FilerCategory::LargeAccelerated, calendar::FilerCategory::Accelerated, calendar::FilerCategory::NonAccelerated})
        prior_->addItem(sentence((std::string("filer.category.") + calendar::name(category)).c_str()), QLatin1String(calendar::name(category)));
    currency_ = new QLineEdit;
    currency_->setMaxLength(3);
    form_->addField(tr("Company"), name_);
    form_->addField(tr("Fiscal year ends on"), yearEnd_, tr("Month and day, for example 12-31."));
    form_->addField(tr("First registered sale of shares (IPO)"), ipo_);
    form_->addField(tr("Public float"), float_, tr("US dollars on the last business day of the second quarter; 74.9M is understood."));
    form_->addField(tr("Annual revenue"), revenue_, tr("US dollars of the last year with audited statements."));
    form_->addField(tr("Category of the year before"), prior_);
    form_->addField(tr("Reporting currency"), currency_, tr("Three letters, for example USD."));
    layout->addWidget(form_, 1);
    QVBoxLayout* inner = nullptr;
    auto* box = card(inner);
    category_ = label({}, role::kSectionTitle, true);
    why_ = label({}, role::kSecondary, true);
    inner->addWidget(label(tr("Filer category"), role::kCaption));
    inner->addWidget(category_);
    inner->addWidget(why_);
    box->setFixedWidth(kFormWidth);
    layout->addWidget(box, 0, Qt::AlignTop);
    for (QLineEdit* edit : {name_, yearEnd_, static_cast<QLineEdit*>(ipo_), float_, revenue_, currency_})
        connect(edit, &QLineEdit::textChanged, this, &CompanyForm::explain);
    connect(prior_, &QComboBox::currentIndexChanged, this, &CompanyForm::explain);
    explain();
}

void CompanyForm::set(const CompanyFacts& facts)
{
    name_->setText(plain(facts.name));
    yearEnd_->setText(plain(facts.fiscalYearEnd));
    ipo_->setDay(facts.ipoDate);
    float_->setText(facts.publicFloatMinor ? count(*facts.publicFloatMinor / 100) : QString());
    revenue_->setText(facts.revenueMinor ? count(*facts.revenueMinor / 100) : QString());
    prior_->setCurrentIndex(std::max(0, prior_->findData(plain(facts.priorCategory))));
    currency_->setText(plain(facts.reportingCurrency));
}

CompanyFacts CompanyForm::facts() const
{
    CompanyFacts facts;
    facts.name = name_->text().trimmed().toStdString();
    facts.fiscalYearEnd = yearEnd_->text().trimmed().toStdString();
    facts.ipoDate = ipo_->day();
    facts.publicFloatMinor = minorOf(float_);
    facts.revenueMinor = minorOf(revenue_);
    facts.priorCategory = prior_->currentData().toString().toStdString();
    facts.reportingCurrency = currency_->text().trimmed().toUpper().toStdString();
    return facts;
}

CompanyChange CompanyForm::changeFrom(const CompanyFacts& before) const
{
    const CompanyFacts now = facts();
    CompanyChange change;
    const auto differs = [](const std::string& a, const std::string& b) { return a != b && !a.empty(); };
    if (differs(now.name, before.name))
        change.name = now.name;
    if (differs(now.fiscalYearEnd, before.fiscalYearEnd))
        change.fiscalYearEnd = now.fiscalYearEnd;
    if (now.ipoDate && now.ipoDate != before.ipoDate)
        change.ipoDate = now.ipoDate;
    // Shown in whole dollars: cents that are recorded are no change.
    const auto whole = [](const std::optional<std::int64_t>& minor) { return minor ? std::optional<std::int64_t>(*minor / 100) : std::nullopt; };
    if (now.publicFloatMinor && whole(now.publicFloatMinor) != whole(before.publicFloatMinor))
        change.publicFloatMinor = now.publicFloatMinor;
    if (now.revenueMinor && whole(now.revenueMinor) != whole(before.revenueMinor))
        change.revenueMinor = now.revenueMinor;
    if (differs(now.priorCategory, before.priorCategory))
        change.priorCategory = now.priorCategory;
    if (differs(now.reportingCurrency, before.reportingCurrency))
        change.reportingCurrency = now.reportingCurrency;
    return change;
}

QString CompanyForm::problem() const
{
    if (name_->text().trimmed().isEmpty())
        return tr("Write the name of the company.");
    if (!yearEnd_->text().trimmed().isEmpty() && !isYearEnd(yearEnd_->text().trimmed().toStdString()))
        return tr("Write the fiscal year end as month and day, for example 12-31.");
    if (!ipo_->valid())
        return tr("Write the day of the first registered sale as 2026-09-30.");
    if ((!float_->text().trimmed().isEmpty() && !minorOf(float_)) || (!revenue_->text().trimmed().isEmpty() && !minorOf(revenue_)))
        return tr("Write float and revenue as 74.9M, 1.235B or 60,000,000.");
    const QString currency = currency_->text().trimmed().toUpper();
    if (!currency.isEmpty() && !Currency::fromCode(currency.toStdString()))
        return tr("Write the currency as three letters, for example USD.");
    return {};
}

void CompanyForm::explain()
{
    const FilerWords words = filerWords(facts(), today_);
    category_->setText(words.category.isEmpty() ? tr("Not yet known") : words.category);
    why_->setText(words.why.isEmpty() ? tr("It is computed from public float and annual revenue (Exchange Act Rule 12b-2).") : words.why.join(QLatin1Char('\n')));
    Q_EMIT edited();
}

} // namespace oxseal::ui
