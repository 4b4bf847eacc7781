//! Elements whose names shadow properties of the document and of the window.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::MessengerStatus;

use crate::support::{chat, mount, page, props};

#[wasm_bindgen_test]
async fn the_page_is_what_the_window_says() {
    page::run(
        "document.title = 'before';
         document.body.insertAdjacentHTML('beforeend', `<form name='URL'></form><form name='title'></form>
             <form name='referrer'></form><form name='head'></form><form name='readyState'></form>
             <form name='prerendering'></form><div id='customerly'></div>`);
         window.dataLayer = []",
    );
    let app = mount(props("")).await;
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    for place in ["first", "second"] {
        page::run(&format!(
            "history.replaceState(null, '', '#/{place}');
             document.querySelector('title').textContent = '{place}'"
        ));
        page::fire("'onChatOpened'");
        assert_eq!(
            page::eval(
                "(({ customerly_page_location: location, customerly_page_title: title, customerly_page_referrer: referrer }) =>
                     [location.split('#')[1], title, referrer])(dataLayer.at(-1))"
            ),
            format!(r#"["/{place}","{place}",""]"#)
        );
    }
    page::run("history.replaceState(null, '', '#')");
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
