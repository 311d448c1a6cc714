// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/import_panel.h"

#include "ui/common/day_field.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/imports/import_card.h"
#include "ui/imports/ipe_form.h"
#include "ui/imports/mapping_view.h"
#include "ui/jobs/background.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

constexpr int kReadAfterMs = 250;
constexpr int kProgressEveryMs = 100;
constexpr ImportKind kKinds[] = {
    ImportKind::Listing, ImportKind::Roster, ImportKind::Rules, ImportKind::Statement, ImportKind::Gl, ImportKind::Tb};

QComboBox* choices(std::initializer_list<std::pair<QString, QString>> items)
{
    auto* box = new QComboBox;
    for (const auto& [words, value] : items)
        box->addItem(words, value);
    return box;
}

bool needsSystem(ImportKind kind) { return kind == ImportKind::Listing || kind == ImportKind::Rules; }

} // namespace

QString importKindWord(ImportKind kind)
{
    switch (kind) {
    case ImportKind::Listing: return QObject::tr("Access listing");
    case ImportKind::Roster: return QObject::tr("HR roster");
    case ImportKind::Rules: return QObject::tr("Duty rules");
    case ImportKind::Statement: return QObject::tr("Bank statement");
    case ImportKind::Gl: return QObject::tr("General ledger");
    case ImportKind::Tb: return QObject::tr("Trial balance");
    }
    return {};
}

QString importKindWord(const std::string& name)
{
    const auto kind = importKindNamed(name);
    return kind ? importKindWord(*kind) : plain(name);
}

ImportPanel::ImportPanel(Session& session, QWidget* parent)
    : QWidget(parent)
    , session_(session)
    , stop_(std::make_shared<std::atomic<bool>>(false))
{
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(kGap24);
    auto* left = scrolled(createForm());
    left->setFixedWidth(kFormWidth);
    columns->addWidget(left);
    columns->addWidget(createFindings(), 1);
    delay_ = new QTimer(this);
    delay_->setSingleShot(true);
    delay_->setInterval(kReadAfterMs);
    connect(delay_, &QTimer::timeout, this, &ImportPanel::readNow);
}

ImportPanel::~ImportPanel() { stop_->store(true); }

QWidget* ImportPanel::createForm()
{
    auto* holder = new QWidget;
    auto* layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, kGap12, kGap12);
    layout->setSpacing(kGap12);
    form_ = new Form;
    kind_ = new QComboBox;
    for (const auto kind : kKinds)
        kind_->addItem(importKindWord(kind), static_cast<int>(kind));
    form_->addField(tr("Kind of file"), kind_);
    const auto row = [this](const QString& caption, QLineEdit*& edit, const QString& hint) {
        auto* one = new Form;
        edit = new QLineEdit;
        one->addField(caption, edit, hint);
        form_->addWidget(one);
        return one;
    };
    systemRow_ = row(tr("System"), system_, tr("The same name each quarter: quarters are compared by it."));
    accountRow_ = row(tr("Account"), account_, tr("Your own name for it; empty: the account the file names."));
    entity_ = new QComboBox;
    form_->addField(tr("Entity"), entity_);
    period_ = new QComboBox;
    form_->addField(tr("Period"), period_);
    asOf_ = new DayField;
    form_->addField(tr("As of"), asOf_, tr("The day the data speak of."));
    profile_ = label({}, role::kSecondary, true);
    profile_->hide();
    form_->addWidget(profile_);
    layout->addWidget(form_);

    layout->addWidget(label(tr("How it is read"), role::kSectionTitle));
    auto* reading = new Form;
    sensitive_ = choices({{tr("Empty the column"), QStringLiteral("drop")}, {tr("Mask all but the last four"), QStringLiteral("mask")},
        {tr("Refuse the file"), QStringLiteral("refuse")}});
    reading->addField(tr("Sensitive columns"), sensitive_, tr("Password hashes and secrets are never kept, whatever is chosen."));
    dates_ = choices({{tr("From the values"), QString()}, {tr("Year, month, day"), QStringLiteral("ymd")},
        {tr("Month, day, year"), QStringLiteral("mdy")}, {tr("Day, month, year"), QStringLiteral("dmy")}});
    reading->addField(tr("Dates"), dates_);
    decimal_ = choices({{tr("From the values"), QString()}, {tr("Point, 1,234.50"), QStringLiteral(".")},
        {tr("Comma, 1.234,50"), QStringLiteral(",")}});
    reading->addField(tr("Decimal mark"), decimal_);
    header_ = choices({{tr("The file has a header"), QStringLiteral("1")}, {tr("No header"), QString()}});
    reading->addField(tr("Header"), header_);
    currency_ = new QLineEdit;
    currency_->setMaxLength(3);
    reading->addField(tr("Currency"), currency_, tr("Used where the file names none."));
    layout->addWidget(reading);

    layout->addWidget(label(tr("How it was produced (IPE)"), role::kSectionTitle));
    ipe_ = new IpeForm;
    layout->addWidget(ipe_);
    layout->addStretch(1);

    connect(kind_, &QComboBox::currentIndexChanged, this, [this] {
        showKindFields();
        askProfile();
        edited();
    });
    for (QComboBox* box : {sensitive_, dates_, decimal_, header_})
        connect(box, &QComboBox::currentIndexChanged, this, &ImportPanel::edited);
    connect(currency_, &QLineEdit::textChanged, this, &ImportPanel::edited);
    connect(account_, &QLineEdit::textChanged, this, &ImportPanel::edited);
    connect(system_, &QLineEdit::textChanged, ipe_, &IpeForm::setSystem);
    connect(system_, &QLineEdit::textChanged, this, &ImportPanel::changed);
    connect(system_, &QLineEdit::editingFinished, this, &ImportPanel::askProfile);
    connect(asOf_, &QLineEdit::textChanged, this, &ImportPanel::changed);
    connect(ipe_, &IpeForm::edited, this, &ImportPanel::changed);
    return holder;
}

QWidget* ImportPanel::createFindings()
{
    auto* holder = new QWidget;
    auto* layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    facts_ = label({}, role::kStrong, true);
    totals_ = label({}, role::kSecondary, true);
    problem_ = label({}, role::kProblem, true);
    digest_ = label({}, role::kCaption, true);
    digest_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(facts_);
    layout->addWidget(totals_);
    layout->addWidget(problem_);
    layout->addWidget(digest_);
    progressRow_ = new QWidget;
    auto* line = new QHBoxLayout(progressRow_);
    line->setContentsMargins(0, 0, 0, 0);
    progress_ = new QProgressBar;
    progress_->setAccessibleName(tr("Reading the file"));
    auto* cancel = new QPushButton(tr("Stop reading"));
    line->addWidget(label(tr("Reading…"), role::kSecondary));
    line->addWidget(progress_, 1);
    line->addWidget(cancel);
    layout->addWidget(progressRow_);
    connect(cancel, &QPushButton::clicked, this, &ImportPanel::stop);
    tabs_ = new QTabWidget;
    tabs_->setAccessibleName(tr("What the file holds"));
    tabs_->setDocumentMode(true);
    rejected_ = new TablePanel(tr("Rejected rows"));
    rejected_->setNouns(tr("row"), tr("rows"));
    mapping_ = new MappingView;
    rows_ = new TablePanel(tr("First rows"));
    rows_->setNouns(tr("row"), tr("rows"));
    tabs_->addTab(rejected_, tr("Rejected"));
    tabs_->addTab(scrolled(mapping_), tr("Columns"));
    tabs_->addTab(rows_, tr("First rows"));
    layout->addWidget(tabs_, 1);
    connect(mapping_, &MappingView::chosen, this, &ImportPanel::choose);
    return holder;
}

void ImportPanel::fillChoices()
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

void ImportPanel::start(const QString& file)
{
    filling_ = true;
    stop();
    file_ = file;
    map_.clear();
    preview_.reset();
    unreadable_.reset();
    fillChoices();
    const auto kind = guessKind(file.toStdString());
    kind_->setCurrentIndex(kind && *kind ? kind_->findData(static_cast<int>(**kind)) : 0);
    system_->clear();
    account_->clear();
    currency_->clear();
    profile_->hide();
    ipe_->clear();
    for (QComboBox* box : {sensitive_, dates_, decimal_, header_})
        box->setCurrentIndex(0);
    std::optional<Day> day = dayInName(QFileInfo(file).fileName().toStdString());
    if (!day && session_.period())
        day = session_.period()->period.last;
    asOf_->setDay(day);
    filling_ = false;
    showKindFields();
    askProfile();
    readNow();
}

void ImportPanel::stop()
{
    stop_->store(true);
    delay_->stop();
}

void ImportPanel::focusFirst() { kind_->setFocus(); }

void ImportPanel::showKindFields()
{
    const auto kind = static_cast<ImportKind>(kind_->currentData().toInt());
    systemRow_->setVisible(needsSystem(kind));
    accountRow_->setVisible(kind == ImportKind::Statement);
}

ImportRequest ImportPanel::request() const
{
    ImportRequest request;
    request.kind = static_cast<ImportKind>(kind_->currentData().toInt());
    request.file = file_.toStdString();
    if (needsSystem(request.kind))
        request.system = system_->text().trimmed().toStdString();
    request.entity = entity_->currentData().toString().toStdString();
    request.period = period_->currentData().toString().toStdString();
    request.asOf = asOf_->day();
    request.options.table.map = map_;
    request.options.table.header = !header_->currentData().toString().isEmpty();
    const QString dates = dates_->currentData().toString();
    request.options.table.dates = dates == QStringLiteral("ymd") ? DateOrder::YearFirst
        : dates == QStringLiteral("mdy")                          ? DateOrder::MonthFirst
        : dates == QStringLiteral("dmy")                          ? DateOrder::DayFirst
                                                                  : DateOrder::Auto;
    const QString decimal = decimal_->currentData().toString();
    request.options.table.decimal = decimal.isEmpty() ? '\0' : decimal.at(0).toLatin1();
    const QString sensitive = sensitive_->currentData().toString();
    request.options.sensitive.action = sensitive == QStringLiteral("mask") ? SensitiveAction::Mask
        : sensitive == QStringLiteral("refuse")                             ? SensitiveAction::Refuse
                                                                            : SensitiveAction::Drop;
    if (request.kind == ImportKind::Statement)
        request.options.account = account_->text().trimmed().toStdString();
    request.options.currency = currency_->text().trimmed().toUpper().toStdString();
    request.ipe = ipe_->input();
    return request;
}

QString ImportPanel::whyNot() const
{
    if (reading_)
        return tr("The file is still being read.");
    if (unreadable_)
        return errorLine(*unreadable_);
    if (!preview_)
        return tr("Read the file first.");
    if (preview_->problem)
        return errorLine(*preview_->problem);
    if (needsSystem(preview_->kind) && system_->text().trimmed().isEmpty())
        return tr("Name the system the file comes from.");
    if (!asOf_->valid())
        return tr("Write the as-of day as 2026-09-30.");
    return ipe_->problem();
}

void ImportPanel::edited()
{
    if (filling_)
        return;
    Q_EMIT changed();
    delay_->start();
}

void ImportPanel::readNow()
{
    stop_->store(true);
    stop_ = std::make_shared<std::atomic<bool>>(false);
    const int round = ++round_;
    reading_ = true;
    progressRow_->show();
    progress_->setRange(0, 0);
    ImportRequest request = this->request();
    auto stop = stop_;
    request.options.table.progress.stop = stop.get();
    auto last = std::make_shared<std::atomic<int>>(-1);
    request.options.table.progress.report = [last](std::uint64_t done, std::uint64_t total) {
        last->store(total == 0 ? -1 : static_cast<int>(done * 100 / total));
    };
    auto* poll = new QTimer(this);
    connect(poll, &QTimer::timeout, this, [this, last] {
        if (const int percent = last->load(); percent >= 0) {
            progress_->setRange(0, 100);
            progress_->setValue(percent);
        }
    });
    poll->start(kProgressEveryMs);
    Q_EMIT changed();
    inBackground(
        this, [request, stop] { return previewImport(request); },
        [this, round, poll](Result<ImportPreview> preview) {
            poll->deleteLater();
            if (round == round_)
                take(std::move(preview));
        });
}

void ImportPanel::take(Result<ImportPreview> preview)
{
    reading_ = false;
    progressRow_->hide();
    unreadable_.reset();
    const bool first = !preview_;
    if (preview)
        preview_ = std::move(*preview);
    else
        unreadable_ = preview.error();
    showFacts();
    if (preview_) {
        showRejected();
        mapping_->show(*preview_);
        showRows();
        if (first)
            tabs_->setCurrentIndex(preview_->problem ? 1 : preview_->report.rejectedRows > 0 ? 0 : 1);
    }
    Q_EMIT changed();
}

void ImportPanel::showFacts()
{
    if (!preview_) {
        facts_->clear();
        totals_->clear();
        digest_->clear();
        problem_->setText(unreadable_ ? errorLine(*unreadable_) : QString());
        return;
    }
    const ImportPreview& p = *preview_;
    QStringList facts{p.format.empty() ? tr("Unknown format") : plain(p.format).toUpper()};
    if (!p.encoding.empty())
        facts << plain(p.encoding);
    if (p.delimiter == "tab")
        facts << tr("separated by tabs");
    else if (p.delimiter == "blanks")
        facts << tr("separated by blanks");
    else if (p.delimiter == ",")
        facts << tr("separated by commas");
    else if (p.delimiter == ";")
        facts << tr("separated by semicolons");
    else if (!p.delimiter.empty())
        facts << tr("separated by %1").arg(plain(p.delimiter));
    facts << QLocale().formattedDataSize(static_cast<qint64>(p.bytes));
    if (!p.problem)
        facts << tr("%1 accepted, %2 rejected, %3 ignored")
                     .arg(counted(static_cast<std::int64_t>(p.report.accepted), tr("row"), tr("rows")), count(static_cast<std::int64_t>(p.report.rejectedRows)),
                         count(static_cast<std::int64_t>(p.report.ignoredRows())));
    facts_->setText(facts.join(QStringLiteral(" · ")));
    QStringList totals;
    if (!p.account.empty())
        totals << tr("account %1").arg(plain(p.account));
    for (const PreviewTotal& total : p.totals)
        totals << tr("sum of %1 %2").arg(plain(total.field), total.sum.empty() ? tr("out of range") : plain(total.sum + (p.currency.empty() ? "" : " " + p.currency)));
    if (!p.opening.empty())
        totals << tr("opening %1").arg(plain(p.opening));
    if (!p.closing.empty())
        totals << tr("closing %1").arg(plain(p.closing));
    totals_->setText(totals.join(QStringLiteral(" · ")));
    totals_->setVisible(!totals.isEmpty());
    const QString problem = unreadable_ ? errorLine(*unreadable_) : p.problem ? errorLine(*p.problem) : QString();
    problem_->setText(problem);
    problem_->setVisible(!problem.isEmpty());
    digest_->setText(tr("SHA-256 %1").arg(groupedDigest(p.original.hex())));
}

void ImportPanel::showRejected()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("line"), tr("Line"), ColumnKind::Number, 80},
        {QStringLiteral("what"), tr("Outcome"), ColumnKind::Status, 110},
        {QStringLiteral("reason"), tr("Reason"), ColumnKind::Text, 420},
    });
    const ImportReport& report = preview_->report;
    for (const Rejection& row : report.rejected)
        list->add({}, {numberCell(static_cast<std::int64_t>(row.row)), {Mark::High, tr("Rejected")}, sentence(row.reason.c_str(), row.arguments)});
    for (const IgnoredRows& rule : report.ignored)
        list->add({}, {numberCell(static_cast<std::int64_t>(rule.firstRow)), {Mark::Neutral, tr("Ignored")},
                          counted(static_cast<std::int64_t>(rule.rows), tr("row"), tr("rows")) + QStringLiteral(": ") + sentence(rule.rule.c_str())});
    for (const ImportWarning& warning : report.warnings)
        list->add({}, {warning.row == 0 ? TableCell() : numberCell(static_cast<std::int64_t>(warning.row)), {Mark::Medium, tr("Notice")},
                          sentence(warning.code.c_str(), warning.arguments)});
    rejected_->setData(std::move(list));
    tabs_->setTabText(0, tr("Rejected · %1").arg(count(static_cast<std::int64_t>(report.rejectedRows))));
    tabs_->setTabText(1, tr("Columns · %1").arg(count(static_cast<std::int64_t>(preview_->columns.size()))));
}

void ImportPanel::showRows()
{
    std::vector<TableColumn> columns;
    for (const auto& field : preview_->rowFields)
        columns.push_back({plain(field), plain(field), field == "amount" || field == "balance" ? ColumnKind::Number : ColumnKind::Text, 130});
    auto list = std::make_shared<ListData>(std::move(columns));
    for (const auto& row : preview_->rows) {
        std::vector<TableCell> cells;
        for (const auto& cell : row)
            cells.emplace_back(plain(cell));
        list->add({}, std::move(cells));
    }
    rows_->setData(std::move(list));
}

void ImportPanel::choose(std::size_t column, const QString& field)
{
    if (!preview_ || column >= preview_->columns.size())
        return;
    const std::string before = preview_->columns[column].field;
    if (!before.empty() && before != field.toStdString())
        map_[before] = kLeaveOut;
    if (!field.isEmpty())
        map_[field.toStdString()] = std::to_string(column + 1);
    profile_->hide();
    readNow();
}

void ImportPanel::askProfile()
{
    if (filling_ || file_.isEmpty())
        return;
    const ImportRequest now = request();
    const std::string subject = now.kind == ImportKind::Statement ? now.options.account : now.system;
    if ((needsSystem(now.kind) || now.kind == ImportKind::Statement) && subject.empty())
        return;
    session_.read(
        this, [kind = std::string(name(now.kind)), subject](Workspace& w) { return importProfile(w.db(), kind, subject); },
        [this, kind = now.kind](Result<std::optional<ImportProfile>> profile) {
            if (profile && *profile && request().kind == kind)
                useProfile(**profile);
        });
}

void ImportPanel::useProfile(const ImportProfile& profile)
{
    filling_ = true;
    if (session_.entity().isEmpty())
        entity_->setCurrentIndex(std::max(0, entity_->findData(plain(profile.entity))));
    if (profile.card)
        ipe_->suggest(*profile.card);
    filling_ = false;
    const bool other = map_.empty() && !profile.map.empty();
    if (other)
        map_ = profile.map;
    profile_->setText(tr("Entity, mapping and card are filled in from import %1, the last of this kind. Change what differs.").arg(profile.from.value));
    profile_->show();
    if (other)
        readNow();
}

} // namespace oxseal::ui
