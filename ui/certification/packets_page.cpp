// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/certification/packets_page.h"

#include "storage/texts/texts.h"
#include "ui/certification/seal_panel.h"
#include "ui/certification/verify_panel.h"
#include "ui/common/context_card.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/save_file.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

enum Tab { kPackets, kNext, kVerify };

QString at(const std::string& iso)
{
    const auto instant = Instant::fromIso(iso);
    return instant ? when(*instant) : plain(iso);
}

TableCell stateOf(const PacketOverview& packet)
{
    const std::size_t open = packet.missing().size();
    if (open == 0)
        return {Mark::Good, QObject::tr("Signed by all")};
    return {packet.signatures.empty() ? Mark::Neutral : Mark::Medium,
        QObject::tr("%1 of %2 signed")
            .arg(QString::number(packet.manifest.requiredSigners.size() - open), QString::number(packet.manifest.requiredSigners.size()))};
}

ContextCard* cardOf(const PacketOverview& packet)
{
    auto* card = new ContextCard(QObject::tr("Packet %1").arg(packet.row.id));
    const TableCell state = stateOf(packet);
    card->setMark(state.mark, state.text);
    card->addFact(QObject::tr("Period"), plain(packet.manifest.period));
    card->addFact(QObject::tr("Sealed"), at(packet.row.sealedAt));
    card->addFact(QObject::tr("Sealed by"), plain(packet.sealedByName));
    card->addFact(QObject::tr("Files"), count(static_cast<std::int64_t>(packet.manifest.files.size())));
    card->addFact(QObject::tr("Ledger"), counted(static_cast<std::int64_t>(packet.row.ledgerSize), QObject::tr("event"), QObject::tr("events")));
    for (const std::string& mark : packet.manifest.marks)
        card->addFact(QObject::tr("Mark"), plain(mark));
    card->addSection(QObject::tr("Signatures"));
    for (const RequiredSigner& signer : packet.manifest.requiredSigners) {
        const auto found = std::find_if(packet.signatures.begin(), packet.signatures.end(),
            [&](const PacketSignatureRow& row) { return row.role == signer.role; });
        const QString who = plain(signer.name) + QStringLiteral(" (") + plain(signer.role).toUpper() + QLatin1Char(')');
        card->addText(found == packet.signatures.end() ? QObject::tr("%1: not signed yet").arg(who) : QObject::tr("%1: %2").arg(who, at(found->signedAt)),
            found == packet.signatures.end());
    }
    if (!packet.manifest.withheld.empty())
        card->addSection(QObject::tr("Withheld"));
    for (const Withheld& item : packet.manifest.withheld)
        card->addText(plain(item.what) + QStringLiteral(": ") + plain(item.why));
    if (!packet.manifest.knownGaps.empty())
        card->addSection(QObject::tr("Known gaps"));
    for (const std::string& gap : packet.manifest.knownGaps)
        card->addText(plain(gap));
    card->addSection(QObject::tr("Manifest SHA-256"));
    card->addText(QString::fromStdString(packet.row.manifestDigest.hex().substr(0, 32)) + QLatin1Char(' ')
        + QString::fromStdString(packet.row.manifestDigest.hex().substr(32)));
    return card;
}

} // namespace

PacketsPage::PacketsPage(Session& session)
    : Page(session)
    , tabs_(new QTabBar)
    , stack_(new QStackedWidget)
    , packetsTable_(new TablePanel(tr("Packets")))
    , filesTable_(new TablePanel(tr("Files of the packet")))
    , next_(new SealPanel(session))
    , verify_(new VerifyPanel(session))
{
    setTitle(tr("Packets"));
    tabs_->setAccessibleName(tr("Parts of this page"));
    tabs_->setDrawBase(false);
    for (const QString& title : {tr("Sealed packets"), tr("Next packet"), tr("Verify a file")})
        tabs_->addTab(title);
    packetsTable_->setNouns(tr("packet"), tr("packets"));
    filesTable_->setNouns(tr("file"), tr("files"));
    auto* split = new QSplitter(Qt::Vertical);
    split->setChildrenCollapsible(false);
    split->addWidget(packetsTable_);
    split->addWidget(filesTable_);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    list_ = new QWidget;
    auto* listColumn = new QVBoxLayout(list_);
    listColumn->setContentsMargins(0, 0, 0, 0);
    nothing_ = label(tr("No packet of this period is sealed yet. A packet holds the report, the signed certificates, the records they rest on "
                        "and the ledger, so that anybody can check them without Oxseal. Look at “Next packet”, then seal it."),
        role::kSecondary, true);
    nothing_->setMaximumWidth(kTextMeasure);
    listColumn->addWidget(nothing_, 0, Qt::AlignTop);
    listColumn->addWidget(split, 1);
    for (QWidget* tab : {list_, static_cast<QWidget*>(next_), static_cast<QWidget*>(verify_)})
        stack_->addWidget(tab);
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap12);
    column->addWidget(tabs_, 0, Qt::AlignLeft);
    column->addWidget(stack_, 1);
    setBody(body);
    connect(tabs_, &QTabBar::currentChanged, this, &PacketsPage::showTab);
    connect(packetsTable_, &TablePanel::currentChanged, this, &PacketsPage::select);
    connect(next_, &SealPanel::gathered, this, &PacketsPage::updateCommands);
    updateCommands();
}

void PacketsPage::open(const QString& object)
{
    if (object == QStringLiteral("verify"))
        tabs_->setCurrentIndex(kVerify);
    else if (object == QStringLiteral("next"))
        tabs_->setCurrentIndex(kNext);
    else if (!object.isEmpty()) {
        tabs_->setCurrentIndex(kPackets);
        wanted_ = object;
    }
}

void PacketsPage::reload()
{
    if (!session().period()) {
        // Any file can be verified even so.
        setSubtitle(tr("There is no period yet; files can be verified."));
        shown_.reset();
        packets_.clear();
        tabs_->setCurrentIndex(kVerify);
        updateCommands();
        showReady();
        return;
    }
    showLoading();
    session().read(this, [period = *session().period()](Workspace& workspace) { return packetsOf(workspace, period); },
        [this, period = *session().period()](Result<std::vector<PacketOverview>> packets) {
            if (!packets) {
                showError(packets.error());
                return;
            }
            const bool other = !shown_ || shown_->id != period.id;
            shown_ = period;
            if (other)
                next_->forgetOptions();
            take(std::move(*packets));
            if (tabs_->currentIndex() == kNext)
                next_->refresh(period);
        });
}

void PacketsPage::take(std::vector<PacketOverview> packets)
{
    packets_ = std::move(packets);
    setSubtitle(tr("%1 of %2").arg(counted(static_cast<std::int64_t>(packets_.size()), tr("sealed packet"), tr("sealed packets")),
        plain(shown_->period.name())));
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("id"), tr("No."), ColumnKind::Number, 56},
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 130},
        {QStringLiteral("sealed"), tr("Sealed"), ColumnKind::Time, 150},
        {QStringLiteral("by"), tr("Sealed by"), ColumnKind::Text, 130},
        {QStringLiteral("files"), tr("Files"), ColumnKind::Number, 64},
        {QStringLiteral("manifest"), tr("Manifest SHA-256"), ColumnKind::Id, 200},
    });
    for (const PacketOverview& packet : packets_) {
        const auto sealed = Instant::fromIso(packet.row.sealedAt);
        list->add(QString::number(packet.row.id),
            {numberCell(packet.row.id), stateOf(packet), {at(packet.row.sealedAt), sealed ? sealed->micros : 0}, plain(packet.sealedByName),
                numberCell(static_cast<std::int64_t>(packet.manifest.files.size())), QString::fromStdString(packet.row.manifestDigest.hex())});
    }
    packetsTable_->setData(std::move(list));
    nothing_->setVisible(packets_.empty());
    packetsTable_->parentWidget()->setVisible(!packets_.empty());
    showReady();
    if (!wanted_.isEmpty())
        packetsTable_->select(std::exchange(wanted_, QString()));
    else if (packetsTable_->currentHandle().isEmpty() && !packets_.empty())
        packetsTable_->select(QString::number(packets_.front().row.id));
    select(packetsTable_->currentHandle());
}

const PacketOverview* PacketsPage::current() const
{
    const std::int64_t id = packetsTable_->currentHandle().toLongLong();
    const auto found = std::find_if(packets_.begin(), packets_.end(), [id](const auto& packet) { return packet.row.id == id; });
    return found == packets_.end() ? nullptr : &*found;
}

void PacketsPage::showTab(int index)
{
    stack_->setCurrentIndex(index);
    if (index == kNext && shown_)
        next_->refresh(*shown_);
    select(packetsTable_->currentHandle());
}

void PacketsPage::select(const QString&)
{
    const PacketOverview* packet = current();
    if (packet != nullptr)
        filesTable_->setData(filesOf(packet->manifest));
    setContext(packet != nullptr && tabs_->currentIndex() == kPackets ? cardOf(*packet) : nullptr);
    updateCommands();
}

QString PacketsPage::whyNotSign(const PacketOverview* packet) const
{
    if (const QString why = whyNotWrite(Permission::SignReadiness); !why.isEmpty())
        return why;
    if (packet == nullptr)
        return tr("Seal a packet first.");
    const Status may = maySignPacket(session().actor(), packet->manifest, packet->signatures);
    return may ? QString() : errorLine(may.error());
}

void PacketsPage::updateCommands()
{
    const PacketOverview* packet = current();
    const QString noPeriod = shown_ ? QString() : tr("Add a period first.");
    QString whyNotSeal = !noPeriod.isEmpty() ? noPeriod : whyNotWrite(Permission::SealPacket);
    if (whyNotSeal.isEmpty() && next_->problem())
        whyNotSeal = errorLine(*next_->problem());
    QString whyNotExport = !noPeriod.isEmpty() ? noPeriod : whyNotWrite(Permission::ExportPacket);
    if (whyNotExport.isEmpty() && packet == nullptr)
        whyNotExport = tr("Seal a packet first.");
    Command verifyFile{QStringLiteral("packet.verify"), tr("Verify a file…"),
        [this] {
            tabs_->setCurrentIndex(kVerify);
            verify_->choose();
        },
        {}, {}, false, QStringLiteral("shield")};
    Command sealNow{QStringLiteral("packet.seal"), tr("Seal a packet"), [this] { seal(); }, whyNotSeal, {}, false, QStringLiteral("packet")};
    Command signNow{QStringLiteral("packet.sign"), tr("Sign the packet"), [this] { sign(); }, whyNotSign(packet), {}, false, QStringLiteral("sign")};
    Command exportNow{QStringLiteral("packet.export"), tr("Export…"), [this] { exportCurrent(); }, whyNotExport, {}, false, QStringLiteral("export")};
    // The one thing to do next: seal, then sign, then hand over.
    std::vector<Command> order;
    if (tabs_->currentIndex() == kVerify)
        order = {sealNow, signNow, exportNow, verifyFile};
    else if (packet == nullptr || tabs_->currentIndex() == kNext)
        order = {verifyFile, exportNow, signNow, sealNow};
    else if (signNow.whyNot.isEmpty())
        order = {verifyFile, sealNow, exportNow, signNow};
    else
        order = {verifyFile, sealNow, signNow, exportNow};
    order.back().primary = true;
    order.back().shortcut = QKeySequence(Qt::CTRL | Qt::Key_Return);
    setCommands(std::move(order));
    setHiddenCommands({{QStringLiteral("packet.signatures"), tr("Save the manifest and its signatures (.p7s)…"), [this] { saveSignatures(); },
        packet == nullptr ? tr("Seal a packet first.") : packet->signatures.empty() ? tr("Nobody has signed this packet yet.") : QString()}});
}

void PacketsPage::seal()
{
    if (!shown_)
        return;
    tabs_->setCurrentIndex(kNext);
    const SealOptions options = next_->options();
    ActQuestion question;
    question.title = tr("Seal a packet of %1").arg(plain(shown_->period.name()));
    question.verb = tr("Seal");
    question.binds = {tr("The records as they stand now are frozen under one manifest. Officers sign these bytes; a later change needs a new "
                         "packet.")};
    for (const Withheld& item : options.withheld)
        question.binds.push_back(tr("Withheld: %1 (%2)").arg(plain(item.what), plain(item.why)));
    for (const std::string& gap : options.knownGaps)
        question.binds.push_back(tr("Known gap: %1").arg(plain(gap)));
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        tr("Sealing the packet"),
        [period = *shown_, options, reason = answer->reason.toStdString()](
            Workspace& workspace, const Progress&) { return sealPacket(workspace, period, options, reason); },
        [this](Result<PacketRow> row) {
            next_->forgetOptions();
            wanted_ = QString::number(row->id);
            tabs_->setCurrentIndex(kPackets);
            Q_EMIT said(tr("Packet %1 is sealed.").arg(row->id));
        });
}

void PacketsPage::sign()
{
    const PacketOverview* packet = current();
    if (packet == nullptr || !shown_)
        return;
    const std::int64_t id = packet->row.id;
    ActQuestion question;
    question.title = tr("Sign packet %1").arg(packet->row.id);
    question.verb = tr("Sign");
    question.binds = {tr("You sign the manifest of packet %1, sealed %2, with its %3.")
                          .arg(QString::number(packet->row.id), at(packet->row.sealedAt),
                              counted(static_cast<std::int64_t>(packet->manifest.files.size()), tr("file"), tr("files"))),
        tr("The signature is made with your own key; there is no delegation.")};
    question.suggestedReason = tr("I sign the packet");
    question.passphrase = true;
    question.details = tr("Manifest SHA-256 %1").arg(QString::fromStdString(packet->row.manifestDigest.hex()));
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        tr("Signing the packet"),
        [period = *shown_, id, secret = answer->passphrase, reason = answer->reason.toStdString()](
            Workspace& workspace, const Progress&) { return signPacket(workspace, period, id, *secret, reason); },
        [this](Result<PacketSignatureRow>) { Q_EMIT said(tr("The packet is signed.")); });
}

void PacketsPage::saveSignatures()
{
    const PacketOverview* packet = current();
    if (packet == nullptr)
        return;
    // What is saved belongs to the packet that is shown now, whatever is read meanwhile.
    std::vector<std::pair<QString, std::string>> files{{QStringLiteral("manifest.json"), manifestBytes(packet->manifest)}};
    for (const PacketSignatureRow& signature : packet->signatures)
        files.emplace_back(QString::fromStdString(signature.role) + QStringLiteral(".p7s"), signature.cms);
    const QString folder = askFolder(this, tr("Save the manifest and its signatures"));
    if (folder.isEmpty())
        return;
    for (const auto& [name, bytes] : files) {
        if (const Status saved = saveFile(folder + QLatin1Char('/') + name, bytes); !saved) {
            complain(saved.error());
            return;
        }
    }
    Q_EMIT said(tr("Saved to %1.").arg(folder));
}

void PacketsPage::exportCurrent()
{
    const PacketOverview* packet = current();
    if (packet == nullptr || !shown_)
        return;
    const std::int64_t id = packet->row.id;
    ActQuestion question;
    question.title = tr("Export packet %1").arg(packet->row.id);
    question.verb = tr("Choose the file");
    question.binds = {tr("Whoever receives the file can read everything in it. That it was exported is recorded with its digest.")};
    if (!packet->missing().empty())
        question.binds.push_back(tr("Not everybody has signed yet: the packet cannot be judged until they have."));
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    const QString name = QStringLiteral("packet-%1-%2.zip").arg(plain(shown_->period.name()), QString::number(id));
    const QString file = askFileToSave(this, tr("Export the packet"), name, tr("Packets (*.zip)"));
    if (file.isEmpty())
        return;
    act(
        tr("Exporting the packet"),
        [period = *shown_, id, file = file.toStdString(), reason = answer->reason.toStdString()](
            Workspace& workspace, const Progress&) { return exportPacket(workspace, period, id, file, reason); },
        [this, file](Result<Digest> digest) {
            showNotice(this, tr("Packet exported"), tr("%1\nSHA-256 %2").arg(file, QString::fromStdString(digest->hex())));
        });
}

} // namespace oxseal::ui
