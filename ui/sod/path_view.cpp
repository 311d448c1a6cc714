// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sod/path_view.h"

#include "ui/common/words.h"
#include "ui/sod/sod_words.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr int kColumns = 6;
constexpr int kNodeHeight = 44;
constexpr int kPitch = kNodeHeight + kGap12;
constexpr int kHead = 24;
constexpr int kLeastWidth = 88;

} // namespace

PathView::PathView(QWidget* parent)
    : QWidget(parent)
    , heights_(kColumns, 0)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("The way to the conflict"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PathView::setConflict(const SodPicture& picture, const SodConflictPicture& conflict)
{
    nodes_.clear();
    edges_.clear();
    heights_.assign(kColumns, 0);
    const int person = add(0, plain(conflict.name), plain(conflict.title), -1);
    std::vector<int> duties;
    QStringList words;
    for (std::size_t leg = 0; leg < conflict.legs.size(); ++leg) {
        const SodLeg& held = conflict.legs[leg];
        const sod::Function& function = picture.rules.functions[held.function];
        const int number = static_cast<int>(leg);
        const int duty = add(4, plain(function.code), plain(function.name), number);
        duties.push_back(duty);
        for (std::size_t at = 0; at < held.steps.size(); ++at) {
            const SodStep& step = held.steps[at];
            words << QStringLiteral("%1 → %2").arg(stepWords(step), plain(function.name));
            if (at >= kMostDrawn)
                continue;
            const int account = add(1, plain(step.account), plain(step.system), -1);
            const int given = add(2, step.role.empty() ? tr("given directly") : plain(step.role), plain(step.system), -1);
            const int permission = add(3, plain(step.permission), QLatin1String(access::name(step.level)), number);
            join(person, account);
            join(account, given);
            join(given, permission);
            join(permission, duty);
        }
    }
    const int rule = add(5, plain(conflict.status.row.rule), severityWord(conflict.status.row.severity), -1);
    for (const int duty : duties)
        join(duty, rule);
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    goTo(person);
    updateGeometry();
}

int PathView::add(int column, const QString& text, const QString& detail, int leg)
{
    for (std::size_t at = 0; at < nodes_.size(); ++at) {
        const Node& node = nodes_[at];
        if (node.column == column && node.text == text && node.detail == detail && node.leg == leg)
            return static_cast<int>(at);
    }
    nodes_.push_back({column, text, detail, leg, heights_[static_cast<std::size_t>(column)]++});
    return static_cast<int>(nodes_.size()) - 1;
}

void PathView::join(int from, int to)
{
    if (std::find(edges_.begin(), edges_.end(), std::pair(from, to)) == edges_.end())
        edges_.emplace_back(from, to);
}

QSize PathView::minimumSizeHint() const
{
    const int most = std::max(1, *std::max_element(heights_.begin(), heights_.end()));
    return {kColumns * kLeastWidth + (kColumns - 1) * kGap12, kHead + most * kPitch};
}

QSize PathView::sizeHint() const { return {kColumns * (kLeastWidth + kGap32), minimumSizeHint().height()}; }

QRectF PathView::boxOf(const Node& node) const
{
    const double gap = width() < kColumns * (kLeastWidth + 2 * kGap32) ? kGap12 : kGap32;
    const double wide = (width() - gap * (kColumns - 1)) / kColumns;
    const int inColumn = heights_[static_cast<std::size_t>(node.column)];
    const double top = kHead + (height() - kHead - inColumn * kPitch + kGap12) / 2.0 + node.place * kPitch;
    return {node.column * (wide + gap), top, wide, static_cast<double>(kNodeHeight)};
}

std::vector<bool> PathView::reached() const
{
    std::vector<bool> on(nodes_.size(), false);
    if (nodes_.empty())
        return on;
    on[static_cast<std::size_t>(current_)] = true;
    const int column = nodes_[static_cast<std::size_t>(current_)].column;
    // One column further in each direction per round.
    for (int round = 0; round < kColumns; ++round) {
        for (const auto& [from, to] : edges_) {
            const auto a = static_cast<std::size_t>(from);
            const auto b = static_cast<std::size_t>(to);
            if (on[a] && nodes_[a].column >= column)
                on[b] = true;
            if (on[b] && nodes_[b].column <= column)
                on[a] = true;
        }
    }
    return on;
}

void PathView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont small = font();
    small.setPixelSize(kCaptionSize);
    painter.setFont(small);
    painter.setPen(colors().secondary);
    const QStringList heads{tr("Person"), tr("Account"), tr("Role"), tr("Permission"), tr("Duty"), tr("Rule")};
    for (int column = 0; column < kColumns; ++column) {
        const QRectF box = boxOf({column, {}, {}, -1, 0});
        painter.drawText(QRectF(box.left(), 0, box.width(), kHead), Qt::AlignLeft | Qt::AlignTop, heads[column]);
    }
    const std::vector<bool> on = reached();
    for (const auto& [from, to] : edges_) {
        const QRectF a = boxOf(nodes_[static_cast<std::size_t>(from)]);
        const QRectF b = boxOf(nodes_[static_cast<std::size_t>(to)]);
        const bool lit = on[static_cast<std::size_t>(from)] && on[static_cast<std::size_t>(to)];
        QPainterPath path(QPointF(a.right(), a.center().y()));
        const double middle = (a.right() + b.left()) / 2;
        path.cubicTo({middle, a.center().y()}, {middle, b.center().y()}, {b.left(), b.center().y()});
        painter.setPen(QPen(lit ? colors().accent : colors().strongLine, lit ? 2 : 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }
    for (std::size_t at = 0; at < nodes_.size(); ++at)
        drawNode(painter, at, on[at]);
}

void PathView::drawNode(QPainter& painter, std::size_t index, bool lit) const
{
    const Node& node = nodes_[index];
    const bool here = static_cast<int>(index) == current_;
    const QRectF box = boxOf(node);
    painter.setPen(QPen(lit ? colors().accent : colors().strongLine, here && hasFocus() ? 2 : 1));
    painter.setBrush(here ? colors().accentTint : colors().surface);
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), kRadius, kRadius);
    const QRectF inner = box.adjusted(kGap, kGap4, -kGap, -kGap4);
    QFont body = font();
    body.setPixelSize(kBodySize);
    painter.setFont(body);
    painter.setPen(colors().text);
    const int above = node.detail.isEmpty() ? Qt::AlignVCenter : Qt::AlignTop;
    painter.drawText(inner, above | static_cast<int>(Qt::AlignLeft),
        QFontMetrics(body).elidedText(node.text, Qt::ElideRight, static_cast<int>(inner.width())));
    body.setPixelSize(kCaptionSize);
    painter.setFont(body);
    painter.setPen(colors().secondary);
    painter.drawText(inner, Qt::AlignBottom | Qt::AlignLeft,
        QFontMetrics(body).elidedText(node.detail, Qt::ElideRight, static_cast<int>(inner.width())));
}

void PathView::goTo(int node)
{
    current_ = node;
    update();
}

void PathView::keyPressEvent(QKeyEvent* event)
{
    if (nodes_.empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const Node here = nodes_[static_cast<std::size_t>(current_)];
    const auto sideways = [this](bool right) {
        for (const auto& [from, to] : edges_) {
            if ((right ? from : to) == current_) {
                goTo(right ? to : from);
                return;
            }
        }
    };
    const auto upDown = [this, &here](int by) {
        for (std::size_t at = 0; at < nodes_.size(); ++at) {
            if (nodes_[at].column == here.column && nodes_[at].place == here.place + by) {
                goTo(static_cast<int>(at));
                return;
            }
        }
    };
    switch (event->key()) {
    case Qt::Key_Right: sideways(true); return;
    case Qt::Key_Left: sideways(false); return;
    case Qt::Key_Up: upDown(-1); return;
    case Qt::Key_Down: upDown(1); return;
    default: QWidget::keyPressEvent(event);
    }
}

void PathView::mousePressEvent(QMouseEvent* event)
{
    for (std::size_t at = 0; at < nodes_.size(); ++at) {
        if (boxOf(nodes_[at]).contains(event->position()))
            goTo(static_cast<int>(at));
    }
}

bool PathView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const auto found = std::find_if(nodes_.begin(), nodes_.end(), [&](const Node& node) { return boxOf(node).contains(help->pos()); });
    if (found != nodes_.end())
        QToolTip::showText(help->globalPos(), QStringLiteral("%1\n%2").arg(found->text, found->detail), this);
    else
        QToolTip::hideText();
    return true;
}

} // namespace oxseal::ui
