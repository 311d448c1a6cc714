// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/audit_page.h"

#include "storage/texts/texts.h"
#include "ui/audit/audit_detail.h"
#include "ui/common/context_card.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

/// Events of the first page; each further page doubles what is shown.
constexpr std::int64_t kFirstEvents = 20000;
constexpr int kTableShare = 300;
constexpr int kDetailShare = 240;
constexpr int kProblemsHeight = 120;
constexpr int kFilterWidth = 136;

QComboBox* filterBox(const QString& name)
{
    auto* box = new QComboBox;
    box->setAccessibleName(name);
    box->setFixedWidth(kFilterWidth);
    return box;
}

/// Fills a filter anew and keeps the choice.
void refill(QComboBox& box, const QString& all, const std::vector<std::pair<QString, QVariant>>& entries)
{
    const QVariant chosen = box.currentData();
    const QSignalBlocker blocker(&box);
    box.clear();
    box.addItem(all);
    for (const auto& [words, key] : entries)
        box.addItem(words, key);
    box.setCurrentIndex(std::max(0, chosen.isValid() ? box.findData(chosen) : 0));
}

} // namespace

AuditPage::AuditPage(Session& session)
    : Page(session)
    , table_(new TablePanel(tr("Audit trail")))
    , modules_(filterBox(tr("Only this part")))
    , people_(filterBox(tr("Only this person")))
    , detail_(new AuditDetail(session))
    , limit_(kFirstEvents)
{
    modules_->setObjectName(QStringLiteral("parts"));
    people_->setObjectName(QStringLiteral("people"));
    setTitle(tr("Audit trail"));
    table_->setNouns(tr("event"), tr("events"));
    table_->addToBar(modules_);
    table_->addToBar(people_);
    QVBoxLayout* lines = nullptr;
    verified_ = card(lines);
    verifiedLines_ = lines;
    verified_->hide();
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    column->addWidget(verified_);
    auto* split = new QSplitter(Qt::Vertical);
    split->setChildrenCollapsible(false);
    split->addWidget(table_);
    split->addWidget(detail_);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setSizes({kTableShare, kDetailShare});
    column->addWidget(split, 1);
    setBody(body);
    connect(table_, &TablePanel::currentChanged, this, &AuditPage::select);
    const auto filtered = [this] {
        limit_ = kFirstEvents;
        reload();
    };
    connect(modules_, &QComboBox::activated, this, filtered);
    connect(people_, &QComboBox::activated, this, filtered);
    updateCommands();
}

void AuditPage::open(const QString& object)
{
    wanted_ = object;
    if (!object.isEmpty() && stateName() == QStringLiteral("ready") && table_->select(object))
        wanted_.clear();
}

Result<AuditPage::Loaded> AuditPage::load(Workspace& workspace, const AuditFilter& filter)
{
    Loaded loaded;
    OXSEAL_TRY(loaded.scope, auditScope(workspace.db()));
    OXSEAL_TRY(const auto rows, auditTrail(workspace.db(), filter));
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("sequence"), tr("No."), ColumnKind::Number, 56},
        {QStringLiteral("time"), tr("Time"), ColumnKind::Time, 150},
        {QStringLiteral("person"), tr("Person"), ColumnKind::Text, 110},
        {QStringLiteral("event"), tr("Event"), ColumnKind::Text, 200},
        {QStringLiteral("object"), tr("Object"), ColumnKind::Id, 180},
        {QStringLiteral("module"), tr("Part"), ColumnKind::Text, 140, false},
        {QStringLiteral("reason"), tr("Reason"), ColumnKind::Text, 260},
    });
    for (const AuditRow& row : rows) {
        const auto sequence = static_cast<std::int64_t>(row.sequence);
        list->add(QString::number(row.sequence),
            {numberCell(sequence), {when(row.time), row.time.micros}, plain(row.person), plain(texts::eventName(row.verb)),
                plain(row.object), plain(texts::moduleName(row.module)), row.disposed ? tr("(disposed of)") : plain(row.reason)});
    }
    loaded.shown = static_cast<std::int64_t>(rows.size());
    loaded.table = std::move(list);
    return loaded;
}

void AuditPage::reload()
{
    showLoading();
    AuditFilter filter;
    filter.module = modules_->currentData().toString().toStdString();
    filter.person = people_->currentData().toLongLong();
    filter.limit = limit_;
    session().read(this, [filter](Workspace& workspace) { return load(workspace, filter); },
        [this](Result<Loaded> loaded) {
            if (!loaded)
                showError(loaded.error());
            else
                take(std::move(*loaded));
        });
}

void AuditPage::takeScope()
{
    std::vector<std::pair<QString, QVariant>> modules;
    for (const auto& module : scope_.modules)
        modules.emplace_back(plain(texts::moduleName(module.name)), QString::fromStdString(module.name));
    refill(*modules_, tr("All parts"), modules);
    std::vector<std::pair<QString, QVariant>> people;
    for (const auto& person : scope_.people)
        people.emplace_back(plain(person.name), QVariant::fromValue<qlonglong>(person.person));
    refill(*people_, tr("Everybody"), people);
}

void AuditPage::take(Loaded loaded)
{
    scope_ = std::move(loaded.scope);
    shown_ = loaded.shown;
    takeScope();
    const bool more = shown_ == limit_ && shown_ < scope_.events;
    table_->setData(std::move(loaded.table));
    setSubtitle(tr("%1 · entries are never changed or removed")
                    .arg(counted(scope_.events, tr("event"), tr("events"))));
    setPartial(more ? tr("The newest %1 events are shown. Narrow them by part or person, or show older ones.").arg(count(shown_))
                    : QString());
    updateCommands();
    showReady();
    if (wanted_.isEmpty()) {
        select(table_->currentHandle());
        return;
    }
    const QString wanted = std::exchange(wanted_, QString());
    // An event further back than what is shown is still shown in full below.
    if (!table_->select(wanted))
        select(wanted);
}

void AuditPage::older()
{
    limit_ *= 2;
    reload();
}

void AuditPage::updateCommands()
{
    const bool more = shown_ == limit_ && shown_ < scope_.events;
    std::vector<Command> commands{{QStringLiteral("audit.older"), tr("Show older events"), [this] { older(); },
        more ? QString() : tr("All events that match are shown.")}};
    if (verifying_ != nullptr)
        commands.push_back({QStringLiteral("audit.stop"), tr("Stop the verification"), [this] {
                                if (verifying_ != nullptr)
                                    verifying_->cancel();
                            },
            {}, {}, true, QStringLiteral("stop")});
    else
        commands.push_back({QStringLiteral("audit.verify"), tr("Verify the ledger"), [this] { verify(); }, {},
            QKeySequence(Qt::CTRL | Qt::Key_Return), true, QStringLiteral("shield")});
    setCommands(std::move(commands));
}

void AuditPage::select(const QString& handle)
{
    bool number = false;
    const std::uint64_t sequence = handle.toULongLong(&number);
    if (!number) {
        detail_->clear();
        setContext(nullptr);
        return;
    }
    detail_->present(sequence, [this](ContextCard* card) { setContext(card); });
}

void AuditPage::verify()
{
    QElapsedTimer clock;
    clock.start();
    verifying_ = session().inspect(
        this, tr("Verifying the ledger"),
        [](Workspace& workspace, const Progress& progress) { return verifyWorkspaceLedger(workspace, progress); },
        [this, clock](Result<LedgerVerification> result) {
            verifying_.clear();
            updateCommands();
            showVerified(result, clock.elapsed());
        });
    updateCommands();
}

void AuditPage::showVerified(const Result<LedgerVerification>& result, qint64 milliseconds)
{
    clearLayout(verifiedLines_);
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap12);
    verifiedLines_->addWidget(head);
    verified_->show();
    const QString at = when(session().environment().clock.now());
    if (!result) {
        const bool stopped = result.error().kind() == ErrorClass::Cancelled;
        row->addWidget(new Chip(stopped ? Mark::Neutral : Mark::Critical, stopped ? tr("Stopped") : tr("Not verified")));
        row->addWidget(label(stopped ? tr("The verification was stopped; nothing is said about the ledger.") : errorLine(result.error()), {}, true), 1);
        return;
    }
    row->addWidget(new Chip(result->intact() ? Mark::Good : Mark::Critical, result->intact() ? tr("Intact") : tr("Not intact")));
    row->addWidget(label(tr("Verified %1 in %2 s: %3, %4, %5 by the checkpoints of this workspace; %6 of what was written were disposed of.")
                             .arg(at, QString::number(static_cast<double>(milliseconds) / 1000, 'f', 1),
                                 counted(static_cast<std::int64_t>(result->entries), tr("event"), tr("events")),
                                 counted(static_cast<std::int64_t>(result->commits), tr("signature"), tr("signatures")),
                                 counted(static_cast<std::int64_t>(result->checkpoints), tr("checkpoint"), tr("checkpoints")),
                                 counted(static_cast<std::int64_t>(result->disposed), tr("body"), tr("bodies"))),
                       {}, true),
        1);
    if (result->problems.empty())
        return;
    auto* list = new QWidget;
    auto* lines = new QVBoxLayout(list);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(kGap4);
    for (const Finding& problem : result->problems) {
        auto* line = new QWidget;
        auto* columns = new QHBoxLayout(line);
        columns->setContentsMargins(0, 0, 0, 0);
        columns->addWidget(new Chip(markOf(problem.severity), severityWord(problem.severity)));
        columns->addWidget(label(plain(problem.subject) + QStringLiteral(": ") + plain(texts::what(problem)), {}, true), 1);
        lines->addWidget(line);
    }
    QWidget* area = scrolled(list);
    area->setFixedHeight(kProblemsHeight);
    verifiedLines_->addWidget(area);
}

} // namespace oxseal::ui
