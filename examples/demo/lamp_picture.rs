//! Drawings of the lamps.

use yew::prelude::*;

use crate::lamps::Lamp;

#[derive(Properties, PartialEq)]
pub(crate) struct LampPictureProps {
    pub(crate) lamp: &'static Lamp,
}

/// A drawing of the lamp. The styles set its colours, so the light shines in dark mode.
#[component]
pub(crate) fn LampPicture(props: &LampPictureProps) -> Html {
    let lamp = props.lamp;
    let id = format!("light-gradient-{}", lamp.slug);
    let light = format!("url(#{id})");
    let drawing = match lamp.slug {
        "heron" => html! {
            <>
                <path class="glow" fill={light.clone()} d="M92 96 L28 236 H156 Z" />
                <path class="stem" d="M188 226 C204 120 180 30 120 34 C104 35 94 42 92 58" />
                <path class="shade" d="M70 58 H114 L134 98 H50 Z" />
                <ellipse class="bulb" cx="92" cy="98" rx="18" ry="5" />
                <path class="foot" d="M160 236 C160 222 216 222 216 236 Z" />
            </>
        },
        "pebble" => html! {
            <>
                <circle class="glow" fill={light.clone()} cx="120" cy="110" r="96" />
                <path class="shade" d="M74 132 C66 70 100 44 120 44 C140 44 174 70 166 132 Z" />
                <ellipse class="bulb" cx="120" cy="133" rx="30" ry="6" />
                <path class="stem" d="M120 138 V160" />
                <path class="foot" d="M72 200 C72 166 96 156 120 156 C144 156 168 166 168 200 C168 226 150 236 120 236 C90 236 72 226 72 200 Z" />
                <g class="speckles">
                    <circle cx="98" cy="190" r="2.5" />
                    <circle cx="116" cy="210" r="2" />
                    <circle cx="140" cy="186" r="2" />
                    <circle cx="150" cy="212" r="2.5" />
                    <circle cx="94" cy="216" r="1.5" />
                    <circle cx="126" cy="176" r="1.5" />
                </g>
            </>
        },
        "rook" => html! {
            <>
                <path class="glow" fill={light.clone()} d="M58 112 L8 236 H128 Z" />
                <path class="stem" d="M176 226 L150 132 L92 72" />
                <circle class="joint" cx="150" cy="132" r="7" />
                <path class="shade" d="M98 56 L116 82 L80 126 C56 124 40 108 42 86 Z" />
                <ellipse class="bulb" cx="61" cy="106" rx="14" ry="7" transform="rotate(47 61 106)" />
                <circle class="joint" cx="98" cy="76" r="6" />
                <path class="foot" d="M140 236 C140 222 212 222 212 236 Z" />
            </>
        },
        _ => html! {
            <>
                <path class="glow" fill={light.clone()} d="M120 122 L30 236 H210 Z" />
                <path class="stem" d="M120 0 V62" />
                <path class="shade" d="M120 58 L178 92 L196 132 H44 L62 92 Z" />
                <path class="crease" d="M120 58 L84 132 M120 58 L120 132 M120 58 L156 132 M62 92 L64 132 M178 92 L176 132" />
                <ellipse class="bulb" cx="120" cy="133" rx="34" ry="5" />
                <path class="foot" d="M36 236 C36 228 204 228 204 236 Z" />
            </>
        },
    };

    html! {
        <svg
            class={classes!("picture", lamp.slug)}
            viewBox="0 0 240 240"
            role="img"
            aria-label={format!("Drawing of the {}", lamp.name)}
        >
            <defs>
                if lamp.slug == "pebble" {
                    <radialGradient {id}>{ gradient_stops() }</radialGradient>
                } else {
                    <linearGradient {id} x2="0" y2="1">{ gradient_stops() }</linearGradient>
                }
            </defs>
            { drawing }
        </svg>
    }
}

/// Light that fades with distance.
fn gradient_stops() -> Html {
    html! {
        <>
            <stop class="near" offset="0.1" />
            <stop class="far" offset="1" />
        </>
    }
}
