// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/audit_detail.h"

#include "storage/texts/texts.h"
#include "ui/common/context_card.h"
#include "ui/common/digest_label.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

QString hexOf(const Digest& digest) { return QString::fromStdString(digest.hex()); }

QWidget* chipLine(bool good, const QString& yes, const QString& no, const QString& words)
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap12);
    row->addWidget(new Chip(good ? Mark::Good : Mark::Critical, good ? yes : no));
    row->addWidget(label(words, {}, true), 1);
    return box;
}

QWidget* pathGrid(const AuditProof& proof)
{
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kGap24);
    grid->setVerticalSpacing(kGap4);
    grid->setColumnStretch(4, 1);
    int row = 0;
    for (const QString& title : {QObject::tr("Step"), QObject::tr("Side"), QObject::tr("Hashed with"), QObject::tr("Gives")})
        grid->addWidget(label(title, role::kCaption), 0, row++);
    row = 1;
    grid->addWidget(label(QObject::tr("Leaf"), role::kSecondary), row, 0);
    grid->addWidget(digestLabel(hexOf(proof.leaf), QObject::tr("Leaf")), row, 3);
    for (const auto& step : proof.path) {
        ++row;
        grid->addWidget(label(QString::number(row - 1)), row, 0);
        grid->addWidget(label(step.left ? QObject::tr("left") : QObject::tr("right")), row, 1);
        grid->addWidget(digestLabel(hexOf(step.sibling), QObject::tr("Sibling of step %1").arg(row - 1)), row, 2);
        grid->addWidget(digestLabel(hexOf(step.result), QObject::tr("Result of step %1").arg(row - 1)), row, 3);
    }
    ++row;
    grid->addWidget(label(QObject::tr("Signed root"), role::kStrong), row, 0, 1, 3);
    grid->addWidget(digestLabel(hexOf(proof.root), QObject::tr("Signed root")), row, 3);
    return box;
}

} // namespace

AuditDetail::AuditDetail(Session& session, QWidget* parent)
    : QWidget(parent)
    , session_(session)
    , tabs_(new QTabBar)
    , stack_(new QStackedWidget)
    , changes_(new TablePanel(tr("What the event changed")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, kGap4, 0, 0);
    column->setSpacing(kGap);
    tabs_->setAccessibleName(tr("About the event"));
    tabs_->setDrawBase(false);
    tabs_->addTab(tr("Before and after"));
    tabs_->addTab(tr("Proof"));
    column->addWidget(tabs_, 0, Qt::AlignLeft);
    changes_->setNouns(tr("field"), tr("fields"));
    nothing_ = label(tr("Choose an event above."), role::kSecondary, true);
    nothing_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* proof = new QWidget;
    proof_ = new QVBoxLayout(proof);
    proof_->setContentsMargins(0, 0, kGap, kGap);
    proof_->setSpacing(kGap);
    for (QWidget* state : {static_cast<QWidget*>(nothing_), static_cast<QWidget*>(changes_), scrolled(proof)})
        stack_->addWidget(state);
    column->addWidget(stack_, 1);
    connect(tabs_, &QTabBar::currentChanged, this, [this](int index) {
        if (any_)
            stack_->setCurrentIndex(index == 1 ? 2 : changes_->property("empty").toBool() ? 0 : 1);
    });
}

void AuditDetail::clear()
{
    any_ = false;
    nothing_->setText(tr("Choose an event above."));
    stack_->setCurrentIndex(0);
}

void AuditDetail::present(std::uint64_t sequence, std::function<void(ContextCard*)> card)
{
    wanted_ = sequence;
    session_.read(
        this,
        [sequence](Workspace& workspace) {
            return std::make_pair(auditEvent(workspace.db(), sequence), auditProof(workspace, sequence));
        },
        [this, sequence, card = std::move(card)](std::pair<Result<AuditEvent>, Result<AuditProof>> read) {
            if (wanted_ != sequence)
                return;
            if (!read.first) {
                any_ = false;
                nothing_->setText(errorLine(read.first.error()));
                stack_->setCurrentIndex(0);
                card(nullptr);
                return;
            }
            any_ = true;
            takeProof(read.second);
            takeEvent(*read.first);
            card(cardOf(*read.first));
        });
}

void AuditDetail::takeEvent(const AuditEvent& event)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("field"), tr("Field"), ColumnKind::Id, 170},
        {QStringLiteral("change"), tr("Change"), ColumnKind::Status, 92},
        {QStringLiteral("before"), tr("Before"), ColumnKind::Text, 150},
        {QStringLiteral("after"), tr("After"), ColumnKind::Text, 180},
    });
    int row = 0;
    for (const AuditChange& change : event.changes) {
        const TableCell kind = !change.before ? TableCell(Mark::Accent, tr("Added"))
            : !change.after                   ? TableCell(Mark::High, tr("Removed"))
            : change.differs()                ? TableCell(Mark::Medium, tr("Changed"))
                                              : TableCell(Mark::Neutral, tr("Same"));
        list->add(QString::number(row++),
            {change.field.empty() ? tr("(value)") : plain(change.field), kind, plain(change.before.value_or("")),
                plain(change.after.value_or(""))});
    }
    changes_->setData(std::move(list));
    const bool empty = event.changes.empty();
    changes_->setProperty("empty", empty);
    if (empty) {
        nothing_->setText(event.disposed
                ? tr("What this event changed was disposed of. Its header and its place in the ledger stay and are proven as before.")
                : tr("This event changed no fields."));
    }
    stack_->setCurrentIndex(tabs_->currentIndex() == 1 ? 2 : empty ? 0 : 1);
}

void AuditDetail::takeProof(const Result<AuditProof>& proof)
{
    clearLayout(proof_);
    if (!proof) {
        proof_->addWidget(label(errorLine(proof.error()), role::kProblem, true));
        proof_->addStretch(1);
        return;
    }
    const QString size = count(static_cast<std::int64_t>(proof->size));
    proof_->addWidget(chipLine(proof->included, tr("Included"), tr("Not included"),
        tr("Hashed up along the path below, leaf %1 gives the root of the ledger's first %2 events (RFC 6962).")
            .arg(count(static_cast<std::int64_t>(proof->sequence)), size)));
    if (proof->checkpoint)
        proof_->addWidget(chipLine(proof->signatureHolds, tr("Signed"), tr("Not signed"),
            tr("Checkpoint %1 (%2) by the key of %3 covers this root.")
                .arg(QString::number(*proof->checkpoint), plain(proof->purpose), plain(proof->signer))));
    else
        proof_->addWidget(label(tr("No checkpoint covers this event yet; the signature of its own session does. The next one is made when the "
                                   "workspace is locked or closed."),
            role::kSecondary, true));
    proof_->addWidget(chipLine(proof->bodyHolds, tr("Body holds"), tr("Body altered"),
        tr("Salt and body give the digest that stands in the leaf.")));
    proof_->addWidget(pathGrid(*proof));
    proof_->addStretch(1);
}

ContextCard* AuditDetail::cardOf(const AuditEvent& event)
{
    const EntryHeader& header = event.header;
    auto* card = new ContextCard(plain(texts::eventName(header.verb)));
    if (event.disposed)
        card->setMark(Mark::Neutral, tr("Body disposed of"));
    card->addFact(tr("No."), QString::number(header.sequence));
    card->addFact(tr("Time"), when(header.time));
    card->addFact(tr("Clock"), QString::fromLatin1(name(header.clock)));
    if (!event.name.empty())
        card->addFact(tr("Person"), plain(event.name));
    if (!event.login.empty())
        card->addFact(tr("Login"), plain(event.login));
    card->addFact(tr("Acting as"), plain(header.role));
    card->addFact(tr("Opened by"), plain(header.auth));
    card->addFact(tr("Object"), plain(header.object));
    card->addFact(tr("Part"), plain(texts::moduleName(header.module)));
    card->addFact(tr("Verb"), plain(header.verb));
    if (!event.ticket.empty())
        card->addFact(tr("Ticket"), plain(event.ticket));
    card->addFact(tr("Host"), plain(header.host) + QStringLiteral(" · ") + plain(header.osUser));
    card->addFact(tr("Program"), plain(header.version));
    card->addSection(tr("Reason"));
    card->addText(event.disposed ? tr("Disposed of by entry %1.").arg(QString::number(event.disposedBy.value_or(0)))
                                 : plain(event.reason, true),
        event.disposed);
    return card;
}

} // namespace oxseal::ui
