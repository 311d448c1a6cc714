// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_page.h"

#include "storage/actions/company_actions.h"
#include "storage/reads/people_reads.h"
#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/save_file.h"
#include "ui/common/secret_fields.h"
#include "ui/common/words.h"
#include "ui/jobs/background.h"
#include "ui/settings/company_dialogs.h"
#include "ui/settings/company_form.h"
#include "ui/settings/first_steps.h"
#include "ui/shell/idle_lock.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>

namespace oxseal::ui {
namespace {

constexpr int kCardWidth = 720;
constexpr int kSideWidth = 340;
constexpr int kLabelWidth = 160;
constexpr int kShortLabel = 80; ///< of the narrow card

QWidget* titled(const QString& title, QVBoxLayout*& inner)
{
    QVBoxLayout* layout = nullptr;
    auto* frame = card(layout);
    layout->addWidget(label(title, role::kSectionTitle));
    inner = new QVBoxLayout;
    inner->setSpacing(kGap);
    layout->addLayout(inner);
    return frame;
}

/// Caption and value side by side.
QWidget* fact(const QString& caption, const QString& value, int labelWidth = kLabelWidth)
{
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    auto* left = label(caption, role::kSecondary);
    left->setFixedWidth(labelWidth);
    auto* right = label(value.isEmpty() ? QObject::tr("not recorded") : value, value.isEmpty() ? role::kSecondary : QString(), true);
    right->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(left, 0, Qt::AlignTop);
    row->addWidget(right, 1);
    return line;
}

/// Buttons in a row, their reasons beneath.
void addButtons(QVBoxLayout* layout, const std::vector<Command>& commands)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(kGap);
    QStringList reasons;
    for (const Command& command : commands) {
        row->addWidget(new CommandButton(command));
        if (!command.whyNot.isEmpty() && !reasons.contains(command.whyNot))
            reasons << command.whyNot;
    }
    row->addStretch(1);
    layout->addLayout(row);
    if (!reasons.isEmpty())
        layout->addWidget(label(reasons.join(QLatin1Char(' ')), role::kCaption, true));
}

QString periodStateWord(const std::string& state)
{
    return state == "open" ? QObject::tr("Open") : state == "signed" ? QObject::tr("Signed") : state == "filed" ? QObject::tr("Filed") : QObject::tr("Closed");
}

} // namespace

SettingsPage::SettingsPage(Session& session)
    : Page(session)
{
    setTitle(tr("Settings"));
    const auto column = [](int most, QVBoxLayout*& layout) {
        auto* made = new QWidget;
        made->setMaximumWidth(most);
        layout = new QVBoxLayout(made);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(kGap12);
        return made;
    };
    QVBoxLayout* company = nullptr;
    QVBoxLayout* here = nullptr;
    auto* left = column(kCardWidth, company);
    auto* right = column(kSideWidth, here);
    right->setMinimumWidth(kSideWidth);
    steps_ = new FirstSteps;
    steps_->hide();
    company->addWidget(steps_);
    company->addWidget(titled(tr("Company"), company_));
    company->addWidget(titled(tr("Entities"), entities_));
    company->addWidget(titled(tr("Periods"), periods_));
    company->addWidget(titled(tr("Backup"), backup_));
    company->addStretch(1);
    here->addWidget(createWindowCard());
    here->addWidget(createAboutCard());
    here->addStretch(1);
    auto* both = new QWidget;
    auto* columns = new QHBoxLayout(both);
    columns->setContentsMargins(0, 0, kGap12, kGap12);
    columns->setSpacing(kGap12);
    columns->addWidget(left, 2);
    columns->addWidget(right, 1);
    columns->addStretch(0);
    setBody(scrolled(both));
}

QWidget* SettingsPage::createWindowCard()
{
    QVBoxLayout* inner = nullptr;
    auto* frame = titled(tr("This window"), inner);
    auto* form = new Form;
    auto* theme = new QComboBox;
    theme->addItem(tr("As the desktop"), static_cast<int>(ThemeChoice::System));
    theme->addItem(tr("Light"), static_cast<int>(ThemeChoice::Light));
    theme->addItem(tr("Dark"), static_cast<int>(ThemeChoice::Dark));
    theme->setCurrentIndex(std::max(0, theme->findData(static_cast<int>(Theme::instance().choice()))));
    form->addField(tr("Theme"), theme);
    connect(theme, &QComboBox::activated, this, [theme] {
        const auto choice = static_cast<ThemeChoice>(theme->currentData().toInt());
        rememberTheme(choice);
        if (auto* application = qobject_cast<QApplication*>(QCoreApplication::instance()))
            Theme::instance().apply(*application, choice);
    });
    auto* minutes = new QComboBox;
    for (const int n : {2, 5, 10, 20, 30})
        minutes->addItem(counted(n, tr("minute"), tr("minutes")), n);
    minutes->addItem(tr("Never"), 0);
    if (minutes->findData(IdleLock::minutes()) < 0)
        minutes->addItem(counted(IdleLock::minutes(), tr("minute"), tr("minutes")), IdleLock::minutes());
    minutes->setCurrentIndex(minutes->findData(IdleLock::minutes()));
    form->addField(tr("Lock when nobody is here for"), minutes, tr("Any key or movement of the mouse begins the time anew."));
    connect(minutes, &QComboBox::activated, this, [minutes] { IdleLock::remember(minutes->currentData().toInt()); });
    auto* negatives = new QComboBox;
    negatives->addItem(tr("In parentheses: (1,234.50)"), static_cast<int>(NegativeStyle::Parentheses));
    negatives->addItem(tr("With a minus: -1,234.50"), static_cast<int>(NegativeStyle::Minus));
    negatives->setCurrentIndex(std::max(0, negatives->findData(static_cast<int>(negativeStyle()))));
    form->addField(tr("Negative amounts"), negatives);
    connect(negatives, &QComboBox::activated, this, [negatives] {
        rememberNegativeStyle(static_cast<NegativeStyle>(negatives->currentData().toInt()));
    });
    inner->addWidget(form);
    return frame;
}

QWidget* SettingsPage::createAboutCard()
{
    QVBoxLayout* inner = nullptr;
    auto* frame = titled(tr("About Oxseal"), inner);
    inner->addWidget(fact(tr("Version"), QCoreApplication::applicationVersion().isEmpty() ? tr("development") : QCoreApplication::applicationVersion(), kShortLabel));
    inner->addWidget(fact(tr("Qt"), QString::fromLatin1(qVersion()), kShortLabel));
    inner->addWidget(fact(tr("Licence"), tr("GNU General Public License, version 3 or later. The program comes without any warranty."), kShortLabel));
    inner->addWidget(fact(tr("Built on"), tr("Qt (LGPL 3), SQLCipher (BSD), Botan (BSD), qpdf (Apache 2.0), Noto Sans (OFL)."), kShortLabel));
    inner->addWidget(fact(tr("Workspace"), session().folder(), kShortLabel));
    return frame;
}

void SettingsPage::open(const QString& object)
{
    if (object != QStringLiteral("first"))
        return;
    guided_ = true;
    QMetaObject::invokeMethod(this, &SettingsPage::leadOn, Qt::QueuedConnection);
}

void SettingsPage::leadOn()
{
    if (!guided_)
        return;
    if (session().company().fiscalYearEnd.empty()) {
        changeCompany(); // when the facts are there, the page reads anew and comes back here
        return;
    }
    guided_ = false;
    if (session().periods().empty())
        addPeriod();
}

void SettingsPage::reload()
{
    updateCommands();
    fillCompany();
    fillEntities();
    fillPeriods();
    showReady();
    if (guided_ && !session().company().fiscalYearEnd.empty())
        QMetaObject::invokeMethod(this, &SettingsPage::leadOn, Qt::QueuedConnection);
    session().read(
        this,
        [](Workspace& w) -> Around {
            Around around{workspaceState(w), 0};
            if (const auto people = persons(w.db()))
                around.people = static_cast<int>(std::count_if(people->begin(), people->end(), [](const Person& one) { return one.state != PersonState::Removed; }));
            return around;
        },
        [this](const Around& around) {
            fillBackup(!around.state ? errorLine(around.state.error()) : around.state->lastBackup ? when(*around.state->lastBackup) : tr("none yet"));
            fillSteps(around);
        });
}

void SettingsPage::fillSteps(const Around& around)
{
    const CompanyFacts& facts = session().company();
    const QString mayCompany = whyNotWrite(Permission::ManageCompany);
    const QString mayPeriod = !mayCompany.isEmpty() ? mayCompany : facts.fiscalYearEnd.empty() ? tr("Record the fiscal year end first.") : QString();
    const std::vector<FirstSteps::Step> steps{
        {!facts.fiscalYearEnd.empty() && facts.publicFloatMinor && facts.revenueMinor, tr("Facts of the company"),
            tr("Fiscal year end, first sale of shares, float and revenue: the filer category and every due day follow from them."),
            {QStringLiteral("steps.company"), tr("Record the facts…"), [this] { changeCompany(); }, mayCompany}},
        {!session().entities().empty(), tr("Entities"), tr("The companies of the group with their currencies; a single company is its own entity."),
            {QStringLiteral("steps.entity"), tr("Add an entity…"), [this] { editEntity(Entity(), true); }, mayCompany}},
        {!session().periods().empty(), tr("First period"), tr("The quarter to be certified first."),
            {QStringLiteral("steps.period"), tr("Add a period…"), [this] { addPeriod(); }, mayPeriod}},
        {around.people > 1, tr("People"),
            tr("An administrator looks after people and keys only. Invite those who import, review, reconcile and sign, and a second administrator: certificates need two."),
            {QStringLiteral("steps.people"), tr("Invite people…"), [this] { Q_EMIT navigate({QStringLiteral("people"), QStringLiteral("invite")}); },
                whyNotWrite(Permission::ManagePeople)}},
        {around.state && around.state->lastBackup.has_value(), tr("First backup"), tr("To a disk that leaves the building or the machine."),
            {QStringLiteral("steps.backup"), tr("Back up…"), [this] { backUp(); }, whyNotWrite(Permission::MakeBackup)}},
    };
    // The last one alone does not keep the card: the page says beneath when the last backup was.
    const bool open = std::any_of(steps.begin(), steps.end() - 1, [](const FirstSteps::Step& step) { return !step.done; });
    if (open)
        steps_->show(steps);
    steps_->setVisible(open);
}

void SettingsPage::updateCommands()
{
    Command back{QStringLiteral("settings.backup"), tr("Back up now…"), [this] { backUp(); }, whyNotWrite(Permission::MakeBackup)};
    back.primary = true;
    setCommands({back});
    const QString whyNot = whyNotWrite(Permission::ManageCompany);
    setHiddenCommands({{QStringLiteral("settings.company"), tr("Change the facts of the company…"), [this] { changeCompany(); }, whyNot},
        {QStringLiteral("settings.entity_add"), tr("Add an entity…"), [this] { editEntity(Entity(), true); }, whyNot},
        {QStringLiteral("settings.period_add"), tr("Add a period…"), [this] { addPeriod(); }, whyNotAddPeriod()},
        {QStringLiteral("settings.backup_check"), tr("Verify a backup…"), [this] { checkBackup(); }}});
}

void SettingsPage::fillCompany()
{
    clearLayout(company_);
    const CompanyFacts& facts = session().company();
    company_->addWidget(fact(tr("Name"), plain(facts.name)));
    company_->addWidget(fact(tr("Fiscal year ends on"), plain(facts.fiscalYearEnd)));
    company_->addWidget(fact(tr("First registered sale"), day(facts.ipoDate)));
    company_->addWidget(fact(tr("Public float"), facts.publicFloatMinor ? dollars(*facts.publicFloatMinor) : QString()));
    company_->addWidget(fact(tr("Annual revenue"), facts.revenueMinor ? dollars(*facts.revenueMinor) : QString()));
    company_->addWidget(fact(tr("Reporting currency"), plain(facts.reportingCurrency)));
    const FilerWords words = filerWords(facts, session().today());
    company_->addWidget(fact(tr("Filer category"), words.category.isEmpty() ? tr("Not yet known: record public float and revenue.") : words.category));
    for (const QString& line : words.why)
        company_->addWidget(label(line, role::kSecondary, true));
    addButtons(company_, {{QStringLiteral("settings.company"), tr("Change the facts…"), [this] { changeCompany(); }, whyNotWrite(Permission::ManageCompany)}});
}

void SettingsPage::fillEntities()
{
    clearLayout(entities_);
    const QString whyNot = whyNotWrite(Permission::ManageCompany);
    if (session().entities().empty())
        entities_->addWidget(label(tr("No entity is recorded. Files and reconciliations then belong to the group as a whole."), role::kSecondary, true));
    for (const Entity& entity : session().entities()) {
        auto* line = new QWidget;
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        auto* code = label(plain(entity.code), role::kStrong);
        code->setFixedWidth(kShortLabel);
        row->addWidget(code);
        row->addWidget(label(plain(entity.name), {}, true), 1);
        row->addWidget(label(plain(entity.country + " · " + entity.currency.code()), role::kSecondary));
        Command change{QStringLiteral("settings.entity"), tr("Change…"), [this, entity] { editEntity(entity, false); }, whyNot};
        auto* button = new CommandButton(change);
        button->setAccessibleName(tr("Change the entity %1").arg(plain(entity.code)));
        row->addWidget(button);
        entities_->addWidget(line);
    }
    addButtons(entities_, {{QStringLiteral("settings.entity_add"), tr("Add an entity…"), [this] { editEntity(Entity(), true); }, whyNot}});
}

void SettingsPage::fillPeriods()
{
    clearLayout(periods_);
    for (auto row = session().periods().rbegin(); row != session().periods().rend(); ++row)
        periods_->addWidget(fact(plain(row->period.name()),
            tr("%1 to %2 · %3").arg(day(row->period.first), day(row->period.last), periodStateWord(row->state))));
    if (session().periods().empty())
        periods_->addWidget(label(tr("There is no period yet; the work of a quarter begins with it."), role::kSecondary, true));
    addButtons(periods_, {{QStringLiteral("settings.period_add"), tr("Add a period…"), [this] { addPeriod(); }, whyNotAddPeriod()}});
}

QString SettingsPage::whyNotAddPeriod() const
{
    const QString whyNot = whyNotWrite(Permission::ManageCompany);
    return !whyNot.isEmpty() ? whyNot : session().company().fiscalYearEnd.empty() ? tr("Record the fiscal year end first.") : QString();
}

void SettingsPage::fillBackup(const QString& last)
{
    clearLayout(backup_);
    backup_->addWidget(fact(tr("Last backup"), last));
    backup_->addWidget(label(tr("A backup is a folder: everything encrypted, with a list of all files and their digests. It is read back and compared while it is made. "
                                "To restore, copy it to a new folder with \"oxseal backup restore FOLDER --to WORKSPACE\" and open that."),
        role::kSecondary, true));
    addButtons(backup_, {{QStringLiteral("settings.backup_check"), tr("Verify a backup…"), [this] { checkBackup(); }}});
}

void SettingsPage::changeCompany()
{
    const auto answer = askForCompany(this, session().company(), session().today());
    if (!answer) {
        guided_ = false;
        return;
    }
    act(
        tr("Recording the facts"),
        [answer = *answer](Workspace& w, const Progress&) { return setCompany(w, answer.change, answer.reason); },
        [this](const Status&) { Q_EMIT said(tr("The facts were recorded.")); });
}

void SettingsPage::editEntity(const Entity& entity, bool isNew)
{
    const auto answer = askForEntity(this, entity, isNew, session().entities());
    if (!answer)
        return;
    act(
        isNew ? tr("Adding an entity") : tr("Changing an entity"),
        [answer = *answer, isNew](Workspace& w, const Progress&) -> Status {
            if (!isNew)
                return changeEntity(w, answer.entity, answer.reason);
            OXSEAL_CHECK(addEntity(w, answer.entity, answer.reason));
            return {};
        },
        [this](const Status&) {
            Q_EMIT said(tr("The entity was recorded."));
            reload();
        });
}

void SettingsPage::addPeriod()
{
    const auto answer = askForPeriod(this, nextPeriodName(session().periods(), session().today()));
    if (!answer)
        return;
    act(
        tr("Adding a period"),
        [answer = *answer](Workspace& w, const Progress&) { return oxseal::addPeriod(w, answer.name, answer.reason); },
        [this](const Result<PeriodRow>& row) { Q_EMIT said(tr("The period %1 was added.").arg(plain(row->period.name()))); });
}

void SettingsPage::backUp()
{
    FormDialog dialog(this, tr("Back up the workspace"), tr("Back up"));
    dialog.addWords(tr("The backup becomes a new folder. Choose a disk that leaves the building or the machine."), true);
    const QString name = tr("%1 backup %2").arg(QDir(session().folder()).dirName(), ui::day(session().today()));
    QLineEdit* folder = nullptr;
    QPushButton* choose = nullptr;
    std::tie(folder, choose) = addFolder(dialog, tr("New folder"), {}, QDir::home().filePath(name));
    connect(choose, &QPushButton::clicked, &dialog, [&] {
        const QString parent = QFileDialog::getExistingDirectory(&dialog, tr("Where shall the backup go?"), QDir::homePath());
        if (!parent.isEmpty())
            folder->setText(QDir(parent).filePath(name));
    });
    dialog.askReason(tr("Regular backup"));
    dialog.setCheck([&] {
        if (folder->text().trimmed().isEmpty())
            return tr("Name the new folder.");
        return QDir(folder->text()).exists() ? tr("This folder exists already; name a new one.") : QString();
    });
    if (!dialog.ask())
        return;
    act(
        tr("Backing up"),
        [target = folder->text().trimmed().toStdString(), reason = dialog.reason().toStdString()](Workspace& w, const Progress& progress) {
            return makeBackup(w, target, reason, progress);
        },
        [this](const Result<BackupSummary>& made) {
            Q_EMIT said(tr("Backed up and compared: %1, ledger of %2.")
                            .arg(counted(static_cast<std::int64_t>(made->files), tr("file"), tr("files")),
                                counted(static_cast<std::int64_t>(made->head.size), tr("entry"), tr("entries"))));
        });
}

void SettingsPage::checkBackup()
{
    const QString folder = askFolder(this, tr("The backup folder"));
    if (folder.isEmpty())
        return;
    Q_EMIT said(tr("Verifying %1…").arg(folder));
    inBackground(
        this, [path = folder.toStdString()] { return verifyBackup(path); },
        [this](Result<BackupSummary> result) {
            if (!result) {
                complain(result.error());
                return;
            }
            showNotice(this, tr("The backup is whole"),
                tr("%1, made %2, with a ledger of %3. Every file has the size and the digest of the list.")
                    .arg(counted(static_cast<std::int64_t>(result->files), tr("file"), tr("files")), when(result->made),
                        counted(static_cast<std::int64_t>(result->head.size), tr("entry"), tr("entries"))));
        });
}

} // namespace oxseal::ui
