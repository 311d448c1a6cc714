// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/import_form.h"

#include "storage/actions/import_preview.h"
#include "ui/common/day_field.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/imports/import_words.h"
#include "ui/imports/ipe_form.h"
#include "ui/jobs/session.h"

#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

constexpr ImportKind kKinds[] = {
    ImportKind::Listing, ImportKind::Roster, ImportKind::Rules, ImportKind::Statement, ImportKind::Gl, ImportKind::Tb, ImportKind::Journal,
    ImportKind::Activity, ImportKind::Processor};

QComboBox* choices(std::initializer_list<std::pair<QString, QString>> items)
{
    auto* box = new QComboBox;
    for (const auto& [words, value] : items)
        box->addItem(words, value);
    return box;
}

bool ofAccount(ImportKind kind) { return kind == ImportKind::Statement || kind == ImportKind::Processor; }
bool ofSystem(ImportKind kind) { return kind == ImportKind::Listing || kind == ImportKind::Rules || kind == ImportKind::Activity; }

DateOrder dateOrder(const QString& chosen)
{
    if (chosen == QStringLiteral("ymd"))
        return DateOrder::YearFirst;
    if (chosen == QStringLiteral("mdy"))
        return DateOrder::MonthFirst;
    return chosen == QStringLiteral("dmy") ? DateOrder::DayFirst : DateOrder::Auto;
}

SensitiveAction sensitiveAction(const QString& chosen)
{
    if (chosen == QStringLiteral("mask"))
        return SensitiveAction::Mask;
    return chosen == QStringLiteral("refuse") ? SensitiveAction::Refuse : SensitiveAction::Drop;
}

} // namespace

ImportForm::ImportForm(Session& session, QWidget* parent)
    : QWidget(parent)
    , session_(session)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, kGap12, kGap12);
    layout->setSpacing(kGap12);
    layout->addWidget(createWhat());
    layout->addSpacing(kGap);
    layout->addWidget(label(tr("How it was produced (IPE)"), role::kSectionTitle));
    ipe_ = new IpeForm;
    layout->addWidget(ipe_);
    layout->addSpacing(kGap);
    layout->addWidget(label(tr("How it is read"), role::kSectionTitle));
    layout->addWidget(createReading());
    layout->addStretch(1);
    connectFields();
}

QWidget* ImportForm::createWhat()
{
    auto* form = new Form;
    kind_ = new QComboBox;
    for (const auto kind : kKinds)
        kind_->addItem(importKindWord(kind), static_cast<int>(kind));
    form->addField(tr("Kind of file"), kind_);
    auto* whose = new QWidget; // one place for both, so that none leaves a gap
    auto* either = new QVBoxLayout(whose);
    either->setContentsMargins(0, 0, 0, 0);
    const auto row = [either](const QString& caption, QLineEdit*& edit, const QString& hint) {
        auto* one = new Form;
        edit = new QLineEdit;
        one->addField(caption, edit, hint);
        either->addWidget(one);
        return one;
    };
    systemRow_ = row(tr("System"), system_, tr("The same name each quarter: quarters are compared by it."));
    accountRow_ = row(tr("Account"), account_, tr("Your own name for it; empty: the account the file names."));
    form->addWidget(whose);
    entity_ = new QComboBox;
    form->addField(tr("Entity"), entity_);
    period_ = new QComboBox;
    form->addField(tr("Period"), period_);
    asOf_ = new DayField;
    form->addField(tr("As of"), asOf_, tr("The day the data speak of."));
    return form;
}

QWidget* ImportForm::createReading()
{
    auto* form = new Form;
    sheetRow_ = new Form;
    sheet_ = new QComboBox;
    sheetRow_->addField(tr("Sheet"), sheet_, tr("One sheet is read; a source profile of several reports reads each sheet that is one of them."));
    form->addWidget(sheetRow_);
    profile_ = choices({{tr("None: columns by their headers"), QString()}});
    for (const ProfileName& profile : profileNames())
        profile_->addItem(plain(profile.system + " – " + profile.report), plain(profile.id));
    profile_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    form->addField(tr("Source profile"), profile_, tr("What the system's own columns and words mean; of access listings."));
    sensitive_ = choices({{tr("Empty the column"), QStringLiteral("drop")}, {tr("Mask all but the last four"), QStringLiteral("mask")},
        {tr("Refuse the file"), QStringLiteral("refuse")}});
    form->addField(tr("Sensitive columns"), sensitive_, tr("Password hashes and secrets are never kept, whatever is chosen."));
    dates_ = choices({{tr("From the values"), QString()}, {tr("Year, month, day"), QStringLiteral("ymd")},
        {tr("Month, day, year"), QStringLiteral("mdy")}, {tr("Day, month, year"), QStringLiteral("dmy")}});
    form->addField(tr("Dates"), dates_);
    decimal_ = choices({{tr("From the values"), QString()}, {tr("Point, 1,234.50"), QStringLiteral(".")},
        {tr("Comma, 1.234,50"), QStringLiteral(",")}});
    form->addField(tr("Decimal mark"), decimal_);
    header_ = choices({{tr("The file has a header"), QStringLiteral("1")}, {tr("No header"), QString()}});
    form->addField(tr("Header"), header_);
    encoding_ = new QComboBox;
    encoding_->addItem(tr("From the content"), QString());
    for (const char* name : {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "windows-1250", "ISO-8859-1", "ISO-8859-15", "macintosh", "IBM852",
             "windows-1251", "windows-1253", "KOI8-R", "IBM866"})
        encoding_->addItem(QLatin1String(name), QLatin1String(name));
    form->addField(tr("Encoding"), encoding_);
    currency_ = new QLineEdit;
    currency_->setMaxLength(3);
    form->addField(tr("Currency"), currency_, tr("Used where the file names none."));
    return form;
}

void ImportForm::connectFields()
{
    connect(kind_, &QComboBox::activated, this, [this] { kindChosen_ = true; });
    connect(kind_, &QComboBox::currentIndexChanged, this, [this] {
        showKindFields();
        if (!filling_)
            Q_EMIT kindChanged();
    });
    for (QComboBox* box : {header_, sheet_}) {
        connect(box, &QComboBox::currentIndexChanged, this, [this, box] {
            sheetChosen_ = sheetChosen_ || (box == sheet_ && !filling_);
            if (!filling_)
                Q_EMIT headerChanged();
        });
    }
    const auto reading = [this] {
        if (!filling_)
            Q_EMIT readingChanged();
    };
    for (QComboBox* box : {profile_, sensitive_, dates_, decimal_, encoding_})
        connect(box, &QComboBox::currentIndexChanged, this, reading);
    connect(currency_, &QLineEdit::textChanged, this, reading);
    connect(account_, &QLineEdit::textChanged, this, reading);
    connect(system_, &QLineEdit::textChanged, ipe_, &IpeForm::setSystem);
    const auto other = [this] {
        if (!filling_)
            Q_EMIT changed();
    };
    for (QLineEdit* edit : {system_, static_cast<QLineEdit*>(asOf_)})
        connect(edit, &QLineEdit::textChanged, this, other);
    connect(ipe_, &IpeForm::edited, this, other);
    for (QLineEdit* edit : {system_, account_}) {
        connect(edit, &QLineEdit::editingFinished, this, [this] {
            if (!subject().empty())
                Q_EMIT subjectNamed();
        });
    }
}

void ImportForm::fillChoices()
{
    entity_->clear();
    entity_->addItem(tr("The group"), QString());
    for (const Entity& entity : session_.entities())
        entity_->addItem(plain(entity.code + " – " + entity.name), plain(entity.code));
    entity_->setCurrentIndex(std::max(0, entity_->findData(session_.entity())));
    period_->clear();
    period_->addItem(tr("No period"), QString());
    for (auto row = session_.periods().rbegin(); row != session_.periods().rend(); ++row)
        period_->addItem(plain(row->period.name()), plain(row->period.name()));
    if (session_.period())
        period_->setCurrentIndex(std::max(0, period_->findData(plain(session_.period()->period.name()))));
}

void ImportForm::start(const QString& file, std::optional<ImportKind> kind)
{
    filling_ = true;
    kindChosen_ = false;
    fillChoices();
    kind_->setCurrentIndex(kind ? kind_->findData(static_cast<int>(*kind)) : 0);
    for (QLineEdit* edit : {system_, account_, currency_})
        edit->clear();
    ipe_->clear();
    sheet_->clear();
    sheetRow_->hide();
    sheetChosen_ = false;
    severalSheets_ = false;
    for (QComboBox* box : {profile_, sensitive_, dates_, decimal_, header_, encoding_})
        box->setCurrentIndex(0);
    std::optional<Day> day = dayInName(QFileInfo(file).fileName().toStdString());
    if (!day && session_.period())
        day = session_.period()->period.last;
    asOf_->setDay(day);
    filling_ = false;
    showKindFields();
}

void ImportForm::offerSheets(const std::vector<std::string>& sheets, const std::string& read)
{
    filling_ = true;
    sheet_->clear();
    severalSheets_ = severalSheets_ || (read.empty() && sheets.size() > 1);
    if (severalSheets_)
        sheet_->addItem(tr("All that the profile reads"), QString());
    for (const std::string& sheet : sheets)
        sheet_->addItem(plain(sheet), QString::fromStdString(sheet));
    sheet_->setCurrentIndex(sheet_->findData(QString::fromStdString(read)));
    sheetRow_->setVisible(sheets.size() > 1);
    filling_ = false;
}

void ImportForm::showKindFields()
{
    systemRow_->setVisible(ofSystem(kind()));
    accountRow_->setVisible(ofAccount(kind()));
    profile_->setEnabled(kind() == ImportKind::Listing);
}

ImportKind ImportForm::kind() const { return static_cast<ImportKind>(kind_->currentData().toInt()); }

bool ImportForm::needsSubject() const { return ofSystem(kind()) || ofAccount(kind()); }

std::string ImportForm::subject() const
{
    const QLineEdit* edit = ofSystem(kind()) ? system_ : ofAccount(kind()) ? account_ : nullptr;
    return edit == nullptr ? std::string() : edit->text().trimmed().toStdString();
}

ImportRequest ImportForm::request() const
{
    ImportRequest request;
    request.kind = kind();
    if (ofSystem(request.kind))
        request.system = subject();
    request.entity = entity_->currentData().toString().toStdString();
    request.period = period_->currentData().toString().toStdString();
    request.asOf = asOf_->day();
    if (sheetChosen_)
        request.options.table.sheet = sheet_->currentData().toString().toStdString();
    request.options.table.header = !header_->currentData().toString().isEmpty();
    request.options.table.dates = dateOrder(dates_->currentData().toString());
    const QString decimal = decimal_->currentData().toString();
    request.options.table.decimal = decimal.isEmpty() ? '\0' : decimal.at(0).toLatin1();
    request.options.table.encoding = encoding_->currentData().toString().toStdString();
    request.options.sensitive.action = sensitiveAction(sensitive_->currentData().toString());
    if (request.kind == ImportKind::Listing)
        request.options.profile = profile_->currentData().toString().toStdString();
    if (ofAccount(request.kind))
        request.options.account = subject();
    request.options.currency = currency_->text().trimmed().toUpper().toStdString();
    request.ipe = ipe_->input();
    return request;
}

QString ImportForm::problem() const
{
    if (ofSystem(kind()) && subject().empty())
        return tr("Name the system the file comes from.");
    if (kind() == ImportKind::Processor && subject().empty())
        return tr("Name the clearing account the processor pays out of.");
    if (!asOf_->valid())
        return tr("Write the as-of day as 2026-09-30.");
    const QString currency = currency_->text().trimmed().toUpper();
    if (!currency.isEmpty() && !Currency::fromCode(currency.toStdString()))
        return tr("Write the currency as three letters, for example USD.");
    return ipe_->problem();
}

bool ImportForm::chooseSource(const std::string& profile)
{
    const int index = profile_->findData(plain(profile));
    if (index < 0 || profile_->currentIndex() != 0)
        return false;
    const QSignalBlocker quiet(profile_);
    profile_->setCurrentIndex(index);
    return true;
}

void ImportForm::takeOver(const ImportProfile& profile)
{
    filling_ = true;
    if (const auto kind = importKindNamed(profile.kind); kind && !kindChosen_)
        kind_->setCurrentIndex(kind_->findData(static_cast<int>(*kind)));
    QLineEdit* edit = ofSystem(kind()) ? system_ : ofAccount(kind()) ? account_ : nullptr;
    // The account a bank's file names needs no name of our own unless it had one.
    if (edit != nullptr && edit->text().trimmed().isEmpty() && profile.subject != profile.account)
        edit->setText(QString::fromStdString(profile.subject));
    if (session_.entity().isEmpty())
        entity_->setCurrentIndex(std::max(0, entity_->findData(plain(profile.entity))));
    if (profile.card)
        ipe_->suggest(*profile.card);
    if (!profile.sourceProfile.empty())
        profile_->setCurrentIndex(std::max(0, profile_->findData(plain(profile.sourceProfile))));
    filling_ = false;
    showKindFields();
}

void ImportForm::focusFirst() { (systemRow_->isVisibleTo(this) ? static_cast<QWidget*>(system_) : kind_)->setFocus(); }

} // namespace oxseal::ui
